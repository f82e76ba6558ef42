using PracticeHub.Resources.Importing;

namespace PracticeHub.Tests;

public sealed class LinkListTests
{
    [Fact]
    public void Headings_are_nested_and_the_first_one_names_the_list()
    {
        var list = LinkList.Parse("# A list\n\n## GUI\n* [A](https://a.example) - first\n### Themes\n- [B](https://b.example)\n## Other\n+ [C](https://c.example): third");
        Assert.Equal("A list", list.Title);
        Assert.Equal(["GUI", "GUI/Themes", "Other"], list.Links.Select(l => string.Join('/', l.Headings)));
        Assert.Equal(["first", "", "third"], list.Links.Select(l => l.Note));
        Assert.Equal([4, 6, 8], list.Links.Select(l => l.Line));
    }

    [Fact]
    public void A_table_of_contents_is_no_topic_and_its_anchors_are_no_links()
    {
        var list = LinkList.Parse("# A list\n# License\n* [MIT](https://mit.example)\n# Table of Contents\n* [GUI](#gui)\n  * [Themes](#themes)\n## GUI\n* [A](https://a.example)");
        Assert.Equal(["https://a.example"], list.Links.Select(l => l.Url));
        Assert.Equal(["GUI"], list.Links[0].Headings);
        Assert.Empty(list.Odd);
    }

    [Theory]
    [InlineData("* [A](https://a.example) - Good **[$]**", "Good", true)]
    [InlineData("* [A](https://a.example) **[$]** - Good", "Good", true)]
    [InlineData("* [A](https://a.example) - Good **[$][Free for OSS]**", "Good (Free for OSS)", true)]
    [InlineData("* [A](https://a.example) - Good **[Free for OSS][$]**", "Good (Free for OSS)", true)]
    [InlineData("* [A](https://a.example) - Good [$]", "Good", true)]
    [InlineData("* [A](https://a.example) – Good", "Good", false)]
    [InlineData("* [A](https://a.example) - costs $5", "costs $5", false)]
    [InlineData("* **[A](https://a.example)** - Good", "Good", false)]
    [InlineData("  * [A](https://a.example) - Good", "Good", false)]
    [InlineData("* [A](https://a.example) - see [B](https://b.example)", "see [B](https://b.example)", false)]
    public void A_line_is_a_title_an_address_a_note_and_a_mark(string line, string note, bool isPaid)
    {
        var link = Assert.Single(LinkList.Parse(line).Links);
        Assert.Equal(("A", "https://a.example", note, isPaid), (link.Title, link.Url, link.Note, link.IsPaid));
    }

    [Theory]
    [InlineData("* [ASP.NET [Core]](https://a.example/x)", "ASP.NET [Core]", "https://a.example/x")]
    [InlineData("* [C#](https://a.example/C_(lang)) - x", "C#", "https://a.example/C_(lang)")]
    [InlineData("* [`code` **bold**](https://a.example)", "code bold", "https://a.example")]
    [InlineData("* [A](<https://a.example> \"Hint\")", "A", "https://a.example")]
    public void Brackets_may_nest(string line, string title, string url)
    {
        var link = Assert.Single(LinkList.Parse(line).Links);
        Assert.Equal((title, url), (link.Title, link.Url));
    }

    [Theory]
    [InlineData("* [A]https://a.example) - x")]
    [InlineData("* [A](https:/a.example)")]
    [InlineData("* [A](relative/page.md)")]
    [InlineData("* [A](ftp://a.example)")]
    [InlineData("* [A](javascript:alert(1))")]
    [InlineData("* [](https://a.example)")]
    [InlineData("* [A](https://a.example")]
    public void What_cannot_be_taken_is_reported_with_its_line(string line)
    {
        var list = LinkList.Parse("# L\n" + line);
        Assert.Empty(list.Links);
        Assert.Equal(2, Assert.Single(list.Odd).Line);
    }

    [Theory]
    [InlineData("* just words")]
    [InlineData("[A](https://a.example) in a paragraph")]
    [InlineData("```\n* [A](https://a.example)\n```")]
    [InlineData("* [ ] a task")]
    [InlineData("")]
    public void What_is_no_link_in_a_list_is_passed_over(string text) => Assert.Empty(LinkList.Parse(text).Links);
}
