using PracticeHub.Kernel.Text;

namespace PracticeHub.Tests.Text;

public sealed class PlainTextTests
{
    private readonly MarkdownRenderer _renderer = new();

    [Theory]
    [InlineData("# One\n\nTwo *th*ree\nfour", "One Two three four")]
    [InlineData("- a\n- b\n\n| c | d |\n|---|---|\n| e | f |", "a b c d e f")]
    [InlineData("a &amp; b &lt;c> <!-- no --> <script>no</script><b>d</b>", "a & b <c> d")]
    [InlineData("[text](https://example.org) ![picture](/a.png) `code`", "text picture code")]
    [InlineData("Said.[^1]\n\n[^1]: Who?", "Said. Who?")]
    [InlineData("- [x] done", "done")]
    public void Markup_goes_and_words_stay(string markdown, string text) => Assert.Equal(text, _renderer.ToPlainText(markdown));

    [Theory]
    [InlineData("one two three", 13, "one two three")]
    [InlineData("one two three", 12, "one two…")]
    [InlineData("one two, three", 9, "one two…")]
    [InlineData("unbreakable", 6, "unbre…")]
    [InlineData("👩‍👩‍👧👩‍👩‍👧", 10, "👩‍👩‍👧…")]
    [InlineData("👩‍👩‍👧 x", 5, "…")]
    [InlineData("e\u0301e\u0301e\u0301", 4, "e\u0301…")]
    [InlineData("日本語の文章です", 5, "日本語の…")]
    [InlineData("one two", 0, "")]
    public void A_summary_ends_at_a_word_and_never_within_a_character(string text, int maxLength, string expected)
    {
        Assert.Equal(expected, _renderer.ToPlainText(text, maxLength));
        Assert.True(expected.Length <= maxLength);
    }

    [Theory]
    [InlineData("word", 1, 1)]
    [InlineData("word ", 220, 1)]
    [InlineData("word ", 221, 2)]
    [InlineData("文", 880, 2)]
    public void Reading_takes_its_minutes(string piece, int times, int minutes) =>
        Assert.Equal(minutes, _renderer.MinutesToRead(string.Concat(Enumerable.Repeat(piece, times))));
}
