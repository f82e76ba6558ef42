using FsCheck;
using FsCheck.Fluent;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Tests.Text;

public sealed class HtmlSanitizerProperties
{
    private static readonly string[] Alphabet =
    [
        "<", ">", "</", "/>", "\"", "'", "=", " ", "\n", "\t", "\r", "\0", "&", ";", "&lt;", "&#13;", "&#x3c;", "&colon;", "x", "1", ":", "#", "`",
        "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<!doctype html>", "<?x?>", "\uD83D", "\uDE00", "\u2028", "\u00a0", "é", "ش",
        "<b>", "</b>", "<i id=x>", "</i>", "<p>", "</p>", "<div>", "</div>", "<a href=", "<a href=#x>", "</a>", "<h1>", "</h1>", "<h3>", "</h3>",
        "<ul>", "<li>", "</li>", "</ul>", "<dl>", "<dt>", "<dd>", "</dl>", "<table>", "<caption>", "<colgroup>", "<col>", "<tbody>", "<tr>",
        "<td>", "<th>", "</td>", "</tr>", "</table>", "<pre>", "</pre>", "<code>", "</code>", "<ruby>", "<rt>", "<rp>", "</ruby>",
        "<label>", "</label>", "<input type=checkbox>", "<img src=x ", "<br>", "</br>", "<hr>", "<details>", "<summary>", "</details>",
        "<script>", "</script>", "<style>", "</style>", "<svg>", "</svg>", "<math>", "<mtext>", "<mglyph>", "<title>", "</title>",
        "<textarea>", "</textarea>", "<noscript>", "</noscript>", "<template>", "</template>", "<select>", "<option>", "</select>",
        "<form>", "</form>", "<button>", "<iframe>", "</iframe>", "<xmp>", "</xmp>", "<plaintext>", "<body onload=x>", "</body>", "<html>",
        "<frameset>", "<object>", "</object>", "<marquee>", "<nobr>", "<foreignObject>", "<annotation-xml>", "<base href=x>", "<x-y>",
        " onclick=alert(1) ", " style=x ", " id=user-content-x ", " class=\"mention x\" ", " href=javascript:x ", " src=data:x ", "javascript:",
    ];

    private static readonly Arbitrary<string> Soup =
        Gen.ArrayOf(Gen.Elements(Alphabet)).Select(string.Concat).ToArbitrary();

    [Fact]
    public void Whatever_goes_in_only_allowed_nodes_come_out_and_stay() =>
        Prop.ForAll(Soup, static soup =>
        {
            var clean = HtmlSanitizer.Sanitize(soup).Value;
            SafeTree.AssertSafe(clean);
            Assert.Equal(clean, HtmlSanitizer.Sanitize(clean).Value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3_000).WithEndSize(120));

    [Fact]
    public void The_same_holds_for_markdown() =>
        Prop.ForAll(Soup, static soup =>
        {
            var clean = new MarkdownRenderer().Render(soup).Value;
            SafeTree.AssertSafe(clean);
            Assert.Equal(clean, HtmlSanitizer.Sanitize(clean).Value);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithEndSize(80));
}
