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
    [InlineData("*a ", "a* ")]
    [InlineData("**a *b ", "b* a** ")]
    [InlineData("![a ", "](x)")]
    [InlineData("~~a ==b ", "b== a~~ ")]
    [InlineData("> - ", "")]
    public void Text_nested_beyond_reason_is_shown_as_typed(string before, string after)
    {
        var text = string.Concat(Enumerable.Repeat(before, 200)) + "@x" + string.Concat(Enumerable.Repeat(after, 200));
        Assert.StartsWith("<pre", _renderer.Render(text).Value, StringComparison.Ordinal);
        Assert.InRange(_renderer.MentionsIn(text).Count, 0, 1);
    }
}
