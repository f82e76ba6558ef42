using PracticeHub.Kernel.Search;

namespace PracticeHub.Tests.Search;

public sealed class SearchTextTests
{
    [Theory]
    [InlineData("Café Straße", "cafe strasse")]
    [InlineData("知識共有", "知識 識共 共有 有")]
    [InlineData("Kubernetes入門!", "kubernetes 入門 門")]
    [InlineData("ＡＢＣ　ｶﾞ", "abc ガ ガ")]
    [InlineData("كِتَاب", "كتاب")]
    [InlineData("a\0b \ud800 c", "a b c")]
    [InlineData("  ", "")]
    public void Words_are_folded_and_scripts_without_blanks_are_cut_into_pairs(string text, string expected) =>
        Assert.Equal(expected, SearchText.Index(text));

    [Fact]
    public void A_snippet_shows_where_the_words_stand_and_marks_them()
    {
        var text = string.Join(' ', Enumerable.Repeat("before", 60)) + " the Café is open " + string.Join(' ', Enumerable.Repeat("after", 60));
        var parts = SearchSnippet.Of(text, SearchQuery.Parse("cafe op"));
        Assert.Equal(["Café", "open"], parts.Where(p => p.IsFound).Select(p => p.Text));
        Assert.Equal("…", parts[0].Text);
        Assert.True(string.Concat(parts.Select(p => p.Text)).Length < 320);
    }

    [Fact]
    public void In_scripts_without_blanks_the_signs_that_were_asked_for_are_marked() =>
        Assert.Equal(["知識共有"], SearchSnippet.Of("これは知識共有です", SearchQuery.Parse("知識共有")).Where(p => p.IsFound).Select(p => p.Text));

    [Theory]
    [InlineData("")]
    [InlineData("\ud83d\ude00")]
    [InlineData("\ud800x")]
    public void A_snippet_of_anything_is_the_text_itself(string text) =>
        Assert.Equal(text, string.Concat(SearchSnippet.Of(text, SearchQuery.Parse("word")).Select(p => p.Text)));
}
