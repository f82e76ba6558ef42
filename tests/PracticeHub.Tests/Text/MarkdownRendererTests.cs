using System.Diagnostics;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Tests.Text;

public sealed class MarkdownRendererTests
{
    private readonly MarkdownRenderer _renderer = new();

    [Theory]
    [InlineData("~~old~~ ==new== H~2~O x^2^ ++in++", "<p><del>old</del> <mark>new</mark> H<sub>2</sub>O x<sup>2</sup> <ins>in</ins></p>")]
    [InlineData("see https://example.org/a", "<p>see <a href=\"https://example.org/a\" rel=\"noopener nofollow ugc\">https://example.org/a</a></p>")]
    [InlineData("# One\n\n###### Six", "<h2 id=\"user-content-one\">One</h2>\n<h6 id=\"user-content-six\">Six</h6>")]
    [InlineData("<h1>Raw</h1>", "<h2>Raw</h2>")]
    [InlineData("```csharp\na < b\n```", "<pre tabindex=\"0\"><code class=\"language-csharp\">a &lt; b\n</code></pre>")]
    [InlineData("[x](javascript:alert(1))", "<p><a>x</a></p>")]
    [InlineData("[x](/practices/1 \"t\")", "<p><a href=\"/practices/1\" title=\"t\">x</a></p>")]
    [InlineData("press <kbd>F1</kbd>", "<p>press <kbd>F1</kbd></p>")]
    [InlineData("a <script>alert(1)</script> b", "<p>a  b</p>")]
    public void Markdown_becomes_html(string markdown, string html) => Assert.Equal(html, _renderer.Render(markdown).Value.Trim());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n ")]
    public void Nothing_becomes_nothing(string? markdown)
    {
        Assert.Same(SanitizedHtml.Empty, _renderer.Render(markdown));
        Assert.Empty(_renderer.MentionsIn(markdown));
        Assert.Equal("", _renderer.ToPlainText(markdown));
        Assert.Equal(0, _renderer.MinutesToRead(markdown));
    }

    [Fact]
    public void Tables_keep_their_alignment_without_styles()
    {
        var html = _renderer.Render("| a | b |\n|:-:|--:|\n| 1 | 2 |").Value;
        Assert.Contains("<th align=\"center\">a</th>", html, StringComparison.Ordinal);
        Assert.Contains("<td align=\"right\">2</td>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_task_is_a_labelled_checkbox_that_nobody_can_press()
    {
        var html = _renderer.Render("- [x] **done** now\n- [ ] open").Value;
        Assert.Contains("<li class=\"task-list-item\"><label><input type=\"checkbox\" checked=\"\" disabled=\"\"> <strong>done</strong> now</label>", html, StringComparison.Ordinal);
        Assert.Contains("<label><input type=\"checkbox\" disabled=\"\"> open</label>", html, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_headings_get_addresses_of_their_own() => Assert.Equal(
        ["user-content-a", "user-content-a-1", "user-content-a-2", "user-content-a-1-1", "user-content-日本語", "user-content-item"],
        SafeTree.Parse(_renderer.Render("# a\n\n# A\n\n# `a`\n\n# a 1\n\n# 日本語\n\n# !").Value).QuerySelectorAll("h2").Select(heading => heading.Id));

    [Fact]
    public void A_footnote_and_its_way_back_find_each_other()
    {
        var body = SafeTree.Parse(_renderer.Render("Said.[^1]\n\n[^1]: Who?").Value);
        foreach (var link in body.QuerySelectorAll("a.footnote-ref, a.footnote-back-ref"))
        {
            Assert.Single(body.QuerySelectorAll("[id]"), target => '#' + target.Id == link.GetAttribute("href"));
        }

        Assert.Equal(2, body.QuerySelectorAll("a").Length);
    }

    [Fact]
    public void Text_from_right_to_left_finds_its_direction_by_itself()
    {
        Assert.Contains("<p dir=\"auto\">هذا <strong>يعمل</strong></p>", _renderer.Render("هذا **يعمل**\n\nEnglish").Value, StringComparison.Ordinal);
        Assert.DoesNotContain("dir=", _renderer.Render("English\n\n> 日本語").Value, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(">", 50_000)]
    [InlineData("- ", 50_000)]
    [InlineData("[", 20_000)]
    [InlineData("*a **b ", 10_000)]
    [InlineData("<div>\n\n", 20_000)]
    [InlineData("`", 50_000)]
    [InlineData("![](", 10_000)]
    [InlineData("@a", 50_000)]
    [InlineData("# a\n", 100_000)]
    [InlineData("[^1]: a\n\n", 20_000)]
    [InlineData("[^1]", 20_000)]
    [InlineData("| a ", 20_000)]
    [InlineData("a | b\n", 20_000)]
    [InlineData("https://a.b/ ", 20_000)]
    [InlineData("&amp;<a", 20_000)]
    [InlineData("~~==^^", 20_000)]
    public void Text_made_to_hurt_is_still_shown_in_time(string piece, int times)
    {
        var watch = Stopwatch.StartNew();
        SafeTree.AssertSafe(_renderer.Render(string.Concat(Enumerable.Repeat(piece, times))).Value);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(10), $"{piece}: {watch.Elapsed}");
    }

    [Fact]
    public void A_megabyte_renders_within_two_seconds()
    {
        const string Section = "## A heading\n\nSome *words* about `code`, [a link](https://example.org) and @amina.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n";
        var text = string.Concat(Enumerable.Repeat(Section, 1_000_000 / Section.Length));
        _renderer.Render(Section);
        var watch = Stopwatch.StartNew();
        var html = _renderer.Render(text);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(2), watch.Elapsed.ToString());
        Assert.True(html.Value.Length > text.Length);
    }
}
