using PracticeHub.Kernel.Text;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Text;

public sealed class HtmlSanitizerTests
{
    public static TheoryData<string> Attacks => [.. AttackVectors.All];

    [Theory, MemberData(nameof(Attacks))]
    public void An_attack_leaves_nothing_that_acts(string attack) => AssertSafeAndStable(attack);

    [Theory, MemberData(nameof(Attacks))]
    public void An_attack_within_a_table_a_link_or_a_half_open_tag_leaves_nothing_either(string attack)
    {
        AssertSafeAndStable($"<table><tr>{attack}<td>{attack}</table>");
        AssertSafeAndStable($"<a href=\"/x\"><b>{attack}</a>{attack}");
        AssertSafeAndStable($"<p title=\"{attack}\">{attack}<b");
        AssertSafeAndStable($"<svg><style><p>{attack}</style>{attack}</svg>{attack}");
        AssertSafeAndStable(new MarkdownRenderer().Render($"# {attack}\n\n- {attack}\n\n{attack}\n\n[x]({attack})").Value);
    }

    [Theory]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("<a href=\"java&#9;script:alert(1)\">x</a>")]
    [InlineData("<p id=location>x</p>")]
    [InlineData("<input type=checkbox>")]
    [InlineData("<svg></svg>")]
    [InlineData("<p><!-- x --></p>")]
    public void The_judge_of_these_tests_sees_a_fault(string html) =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => SafeTree.AssertSafe(html));

    [Theory]
    [InlineData("<p>One &amp; <em>two</em> <kbd>Ctrl</kbd> <mark>three</mark></p>")]
    [InlineData("<details open=\"\"><summary>More</summary><p>x</p></details>")]
    [InlineData("<figure><figcaption>A <cite>book</cite></figcaption></figure>")]
    [InlineData("<table><caption>x</caption><colgroup><col span=\"2\"></colgroup><thead><tr><th scope=\"col\">a</th></tr></thead></table>")]
    [InlineData("<ol start=\"3\" type=\"a\"><li value=\"4\">x</li></ol>")]
    [InlineData("<p dir=\"rtl\" lang=\"ar\">سلام</p>")]
    [InlineData("<ruby>漢<rp>(</rp><rt>kan</rt><rp>)</rp></ruby>")]
    [InlineData("<pre tabindex=\"0\"><code class=\"language-c#\">a &lt; b</code></pre>")]
    [InlineData("<a href=\"/people/amina\" class=\"mention\">@amina</a>")]
    [InlineData("<a href=\"mailto:amina@example.org\">mail</a>")]
    public void Good_content_stays_as_it_is(string html) => Assert.Equal(html, HtmlSanitizer.Sanitize(html).Value);

    [Theory]
    [InlineData("<h1>x</h1>", "<h2>x</h2>")]
    [InlineData("<p>a<script>b</script>c", "<p>ac</p>")]
    [InlineData("<article>kept</article>", "kept")]
    [InlineData("<p>1<p>2<ul><li>3<li>4", "<p>1</p><p>2</p><ul><li>3</li><li>4</li></ul>")]
    [InlineData("<b>1<i>2</b>3", "<b>1<i>2</i></b>3")]
    [InlineData("<table>lost?<tr><td>x</table>", "<table><tbody><tr><td>lost?</td></tr><tr><td>x</td></tr></tbody></table>")]
    [InlineData("<tr><td>x</td></tr>", "x")]
    [InlineData("<a href=\"https://example.org\">x</a>", "<a href=\"https://example.org\" rel=\"noopener nofollow ugc\">x</a>")]
    [InlineData("<a href=\"\\\\example.org\">x</a>", "<a href=\"\\\\example.org\" rel=\"noopener nofollow ugc\">x</a>")]
    [InlineData("<a href=\"/x\" rel=\"me\" target=\"_blank\">x</a>", "<a href=\"/x\">x</a>")]
    [InlineData("<a href=\"#part\">x</a><p id=part>", "<a href=\"#user-content-part\">x</a><p id=\"user-content-part\"></p>")]
    [InlineData("<img src=/a.png>", "<img src=\"/a.png\" alt=\"\" loading=\"lazy\" referrerpolicy=\"no-referrer\">")]
    [InlineData("<img src=data:image/png;base64,x>", "")]
    [InlineData("<a class=\"btn\" href=\"https://github.com/x\"><i class=\"fab fa-github\"></i></a>", "<a href=\"https://github.com/x\" rel=\"noopener nofollow ugc\"><i></i>github.com</a>")]
    [InlineData("<a href=\"//www.example.org/x\"> &#8203;<svg><title>No</title></svg></a>", "<a href=\"//www.example.org/x\" rel=\"noopener nofollow ugc\"> \u200bexample.org</a>")]
    [InlineData("<a href=\"https://example.org\" aria-label=\" Our &lt;code&gt; \"></a>", "<a href=\"https://example.org\" rel=\"noopener nofollow ugc\">Our &lt;code&gt;</a>")]
    [InlineData("<a href=\"/feed\"><i title=\"What is new\"></i></a>", "<a href=\"/feed\"><i title=\"What is new\"></i>What is new</a>")]
    [InlineData("<a href=\"mailto:amina@example.org?subject=x\"><i></i></a>", "<a href=\"mailto:amina@example.org?subject=x\"><i></i>amina@example.org</a>")]
    [InlineData("<p><a href=\"#page-top\"><i class=\"fa fa-arrow-up\"></i></a>x</p>", "<p><i></i>x</p>")]
    [InlineData("<ul><li><a href=\"#!\"><i></i></a> </li><li></li><li><a href=\"#!\"></a>x</li></ul>", "<ul><li></li><li>x</li></ul>")]
    [InlineData("<a href=\"/x\" title=\"&#8203;\"></a>", "")]
    [InlineData("<a href=\"/x\"><img src=\"/a.png\" alt=\"A\"></a>", "<a href=\"/x\"><img src=\"/a.png\" alt=\"A\" loading=\"lazy\" referrerpolicy=\"no-referrer\"></a>")]
    [InlineData("<a id=\"part\"></a>", "<a id=\"user-content-part\"></a>")]
    [InlineData("<code class='language-sql btn'>x</code>", "<code class=\"language-sql\">x</code>")]
    [InlineData("<input type=checkbox checked name=x>", "<input type=\"checkbox\" checked=\"\" disabled=\"\">")]
    [InlineData("<table><td style=\"text-align: right;\">x", "<table><tbody><tr><td align=\"right\">x</td></tr></tbody></table>")]
    [InlineData("a\0b\u0007c", "abc")]
    [InlineData("  \n ", "")]
    public void Doubtful_content_becomes_what_it_should(string html, string expected)
    {
        Assert.Equal(expected, HtmlSanitizer.Sanitize(html).Value);
        Assert.Equal(expected, HtmlSanitizer.Sanitize(expected).Value);
    }

    public static TheoryData<string, string> Floods => new()
    {
        { "nested div", Many("<div>", 100_000) },
        { "nested div, closed", Many("<div>", 100_000) + Many("</div>", 100_000) },
        { "nested b", Many("<b>", 100_000) },
        { "nested lists", Many("<ul><li>", 100_000) },
        { "nested tables", Many("<table><tr><td>", 50_000) },
        { "nested svg", Many("<svg>", 100_000) },
        { "nested template", Many("<template>", 100_000) },
        { "links and blocks", Many("<a href=x><div>", 50_000) },
        { "misnested formatting", "<p>" + Numbered("<b id={0}>", 1_000) + Many("<p>x", 50_000) },
        { "formatting within tables", "<table>" + Numbered("<b id={0}>", 1_000) + Many("<tr></tr>x", 50_000) },
        { "attributes", "<a" + Numbered(" a{0}=x", 100_000) + ">" },
        { "known attributes", "<a" + Many(" href=x", 100_000) + ">" },
        { "lone end tags", Many("</b></p></table>", 50_000) },
        { "open comments", Many("<!--", 200_000) },
        { "open brackets", Many("<", 500_000) },
        { "ampersands", Many("&", 500_000) },
        { "half entities", Many("&notin", 100_000) },
        { "longer than allowed", Many("<i>x</i>", 600_000) },
    };

    [Theory, MemberData(nameof(Floods))]
    public void A_flood_is_cleaned_in_time(string name, string html)
    {
        var clean = "";
        var took = OwnTime.Of(() => clean = HtmlSanitizer.Sanitize(html).Value);
        Assert.True(took < TimeSpan.FromSeconds(15), $"{name}: {took}");
        Assert.True(Depth(clean) < 100, name);
    }

    private static int Depth(string html)
    {
        var (depth, deepest) = (0, 0);
        for (var at = html.IndexOf('<', StringComparison.Ordinal); at >= 0 && deepest < 1_000; at = html.IndexOf('<', at + 1))
        {
            depth += html[at + 1] == '/' ? -1 : 1;
            deepest = Math.Max(depth, deepest);
        }

        return deepest;
    }

    private static string Many(string text, int times) => string.Concat(Enumerable.Repeat(text, times));

    private static string Numbered(string text, int times) =>
        string.Concat(Enumerable.Range(0, times).Select(number => text.Replace("{0}", $"{number}", StringComparison.Ordinal)));

    private static void AssertSafeAndStable(string html)
    {
        var clean = HtmlSanitizer.Sanitize(html).Value;
        SafeTree.AssertSafe(clean);
        Assert.Equal(clean, HtmlSanitizer.Sanitize(clean).Value);
        Assert.Equal(SafeTree.Parse(clean).InnerHtml, SafeTree.Parse(SafeTree.Parse(clean).InnerHtml).InnerHtml);
    }
}
