using AngleSharp.Html.Parser;
using Markdig;
using PracticeHub.Kernel.Text;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Text;

[CollectionDefinition(nameof(MarkdownSpeedTests), DisableParallelization = true)]
[Collection(nameof(MarkdownSpeedTests))]
public sealed class MarkdownSpeedTests
{
    private readonly MarkdownRenderer _renderer = new();

    [Theory]
    [InlineData(">", 50_000)]
    [InlineData("- ", 50_000)]
    [InlineData("[", 20_000)]
    [InlineData("*a **b ", 10_000)]
    [InlineData("<div>\n\n", 20_000)]
    [InlineData("`", 50_000)]
    [InlineData("![](", 200_000)]
    [InlineData("@a", 50_000)]
    [InlineData("# a\n", 100_000)]
    [InlineData("[^1]: a\n\n", 20_000)]
    [InlineData("[^1]", 20_000)]
    [InlineData("| a ", 20_000)]
    [InlineData("a | b\n", 20_000)]
    [InlineData("https://a.b/ ", 100_000)]
    [InlineData("&amp;<a", 20_000)]
    [InlineData("~~==^^", 20_000)]
    [InlineData("[x]: y\n", 100_000)]
    [InlineData("a\n===\n", 100_000)]
    [InlineData("a\n\n", 100_000)]
    public void Text_made_to_hurt_is_still_shown_in_time(string piece, int times)
    {
        var shown = "";
        var took = OwnTime.Of(() => shown = _renderer.Render(string.Concat(Enumerable.Repeat(piece, times))).Value);
        SafeTree.AssertSafe(shown);
        Assert.True(took < TimeSpan.FromSeconds(15), $"{piece}: {took}");
    }

    // Machines differ by more than this code ever will: the yardstick is what its two libraries need for the same text.
    [Fact]
    public void A_megabyte_takes_a_few_times_what_its_libraries_take()
    {
        const string Section = "## A heading\n\nSome *words* about `code`, [a link](https://example.org) and @amina.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n";
        var text = string.Concat(Enumerable.Repeat(Section, 1_000_000 / Section.Length));
        var pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().Build();
        // The first attempts also compile: one good run shows what the code can do.
        var ratios = Enumerable.Range(0, 6).Select(_ =>
            OwnTime.Of(() => _renderer.Render(text)) / OwnTime.Of(() => new HtmlParser().ParseDocument(Markdown.ToHtml(text, pipeline)).Dispose())).ToArray();
        Assert.True(ratios.Min() < 5, string.Join(", ", ratios));
        Assert.True(_renderer.Render(text).Value.Length > text.Length);
    }
}
