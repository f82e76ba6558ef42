using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions;

namespace PracticeHub.Tests.Expressions;

public sealed class LiquidTemplateTests
{
    private static Scope Scope() => new Scope()
        .Variable("ContentItem", JsonNode.Parse("""
            {"DisplayText":"Peer <b>Review</b> & more","Tags":["a","b","c"],"Votes":3,"Draft":false,"By":null,"Empty":"","None":[],
             "CreatedUtc":"2026-03-04T15:06:07Z","Parts":{"my-part":{"Text":"Hello"}},"Nested":[[1,2],[3]]}
            """))
        .Variable("key", "DisplayText")
        .Function("now", _ => "2026-12-31T00:00:00Z")
        .Filter("slugify", text => text.ToLowerInvariant().Replace(' ', '-'))
        .Filter("wrap", (input, arguments) => arguments.Text(0) + input + arguments.Text(1));

    [Theory]
    // Text and paths
    [InlineData("", "")]
    [InlineData("plain { text } % {", "plain { text } % {")]
    [InlineData("{{ ContentItem.Votes }}!", "3!")]
    [InlineData("{{ContentItem.Tags[1]}}{{ ContentItem['Votes'] }}{{ ContentItem[key] | size }}", "b325")]
    [InlineData("{{ ContentItem.Parts.my-part.Text }}", "Hello")]
    [InlineData("{{ ContentItem.Tags.first }}{{ ContentItem.Tags.last }}{{ ContentItem.Tags.size }}{{ ContentItem.Tags[-1] }}", "ac3c")]
    [InlineData("{{ nobody.knows.this }}{{ ContentItem.Votes.x }}{{ ContentItem.Tags[9] }}", "")]
    [InlineData("{{ ContentItem.Tags }}{{ ContentItem.Draft }}{{ ContentItem.By }}{{ nil }}", "abcfalse")]
    [InlineData("{{ ContentItem.Parts }}", "{\"my-part\":{\"Text\":\"Hello\"}}")]
    [InlineData("{{ 'a }} b' }}{{ \"it's\" }}{{ -1.5 }}{{ true }}", "a }} bit's-1.5true")]
    // White space
    [InlineData("a {{- 'b' -}} c", "abc")]
    [InlineData("a \n{%- if true -%} b {%- endif -%} c", "abc")]
    [InlineData("{{ key-}} x", "DisplayTextx")]
    // Tags
    [InlineData("{% if ContentItem.Votes > 2 %}many{% else %}few{% endif %}", "many")]
    [InlineData("{% if false %}1{% elsif nil %}2{% elsif 0 %}3{% else %}4{% endif %}", "3")]
    [InlineData("{% unless ContentItem.Draft %}final{% else %}draft{% endunless %}", "final")]
    [InlineData("{% unless true %}1{% elsif true %}2{% endunless %}", "2")]
    [InlineData("{% if ContentItem.Empty %}texts are true{% endif %}", "texts are true")]
    [InlineData("{% if true or false and false %}right first{% endif %}", "right first")]
    [InlineData("{% if false and false or true %}{% else %}right first{% endif %}", "right first")]
    [InlineData("{% if ContentItem.Tags contains 'b' and 'abc' contains 'bc' %}y{% endif %}", "y")]
    [InlineData("{% if 1 == '1' %}{% else %}no coercion{% endif %}", "no coercion")]
    [InlineData("{% if 'b' > 'a' and 2 >= 2 and 1 <> 2 and 1 != 2 %}y{% endif %}", "y")]
    [InlineData("{% if ContentItem.Empty == empty and ContentItem.None == empty and ContentItem.By == blank and nobody == nil %}y{% endif %}", "y")]
    [InlineData("{% for t in ContentItem.Tags %}{{ forloop.index }}{{ t }}{% unless forloop.last %},{% endunless %}{% endfor %}", "1a,2b,3c")]
    [InlineData("{% for t in ContentItem.Tags limit:2 %}{{ forloop.index0 }}{{ t }}{% endfor %}", "0a1b")]
    [InlineData("{% for t in ContentItem.Tags limit: 0 %}x{% else %}none{% endfor %}", "none")]
    [InlineData("{% for t in nobody %}x{% else %}none{% endfor %}", "none")]
    [InlineData("{% for p in ContentItem.Parts %}{{ p[0] }}={{ p[1].Text }}{% endfor %}", "my-part=Hello")]
    [InlineData("{% for a in ContentItem.Nested %}{% for b in a %}{{ b }}{{ forloop.length }}{% endfor %};{% endfor %}", "1222;31;")]
    [InlineData("{% assign x = 'a' %}{% for t in ContentItem.Tags %}{% assign x = x | append: t %}{% endfor %}{{ x }}", "aabc")]
    [InlineData("a{% comment %}{{ broken | {% endif %}{% endcomment %}b", "ab")]
    [InlineData("{% raw %}{{ kept }} {% if %}{% endraw %}", "{{ kept }} {% if %}")]
    [InlineData("a {%- raw -%} b {%- endraw -%} c", "abc")]
    // Filters
    [InlineData("{{ 'My Title' | slugify }}", "my-title")]
    [InlineData("{{ 5 | wrap: '<', '>' }}", "<5>")]
    [InlineData("{{ 'Ab' | downcase }}{{ 'Ab' | upcase }}{{ 'mY tITLE' | capitalize }}{{ '' | capitalize }}", "abABMy title")]
    [InlineData("[{{ ' a ' | strip }}]", "[a]")]
    [InlineData("{{ 'Ground control to' | truncate: 9 }}", "Ground...")]
    [InlineData("{{ 'Ground control' | truncate: 8, '…' }}|{{ 'Ground' | truncate: 6 }}|{{ 'Ground' | truncate: 1 }}", "Ground …|Ground|...")]
    [InlineData("{{ 'a😀b' | truncate: 2, '' }}", "a")]
    [InlineData("{{ 'one two  three four' | truncatewords: 3, '…' }}|{{ 'one two' | truncatewords: 2 }}", "one two three…|one two")]
    [InlineData("{{ ContentItem.CreatedUtc | date: '%Y-%m-%d %H:%M:%S %B %b %A %a %-d %e %j %I%p %P %z %F %T %R %D %y %s %L %%' }}",
        "2026-03-04 15:06:07 March Mar Wednesday Wed 4  4 063 03PM pm +0000 2026-03-04 15:06:07 15:06 03/04/26 26 1772636767 000 %")]
    [InlineData("{{ 0 | date: '%Y' }}{{ 'now' | date: '%m' }}{{ 'no date' | date: '%Y' }}", "197012no date")]
    [InlineData("{{ nobody | default: 'x' }}{{ '' | default: 'y' }}{{ false | default: 'z' }}{{ 0 | default: 'w' }}", "xyz0")]
    [InlineData("{{ ContentItem.DisplayText | escape }}", "Peer &lt;b&gt;Review&lt;/b&gt; &amp; more")]
    [InlineData("{{ ContentItem.DisplayText | strip_html }}", "Peer Review & more")]
    [InlineData("{{ 'a<script>x<b></SCRIPT>b<!-- <p> -->c<style>d</style>e <br' | strip_html }}", "abce <br")]
    [InlineData("{{ 'b' | append: 'c' | prepend: 'a' }}", "abc")]
    [InlineData("{{ 'a-b-c' | replace: '-', '+' }}{{ 'a-b' | replace: '-' }}{{ 'ab' | replace: '', 'x' }}", "a+b+cabab")]
    [InlineData("{{ 'a,b' | split: ',' | join: ' & ' }}{{ 'ab' | split: '' | size }}{{ '' | split: ',' | size }}", "a & b20")]
    [InlineData("{{ ContentItem.Tags | join }}{{ ContentItem.Tags | first }}{{ ContentItem.Tags | last }}{{ 'abc' | size }}", "a b cac3")]
    [InlineData("{{ 0.1 | plus: 0.2 }}|{{ '5' | minus: 7 }}|{{ 2 | times: 1.5 }}|{{ 'x' | plus: 1 }}|{{ 1e200 | times: 1e200 }}", "0.3|-2|3|1|Infinity")]
    [InlineData("{{ 'a b&c/é' | url_encode }}", "a+b%26c%2F%C3%A9")]
    [InlineData("{{ ContentItem.Tags | json }}{{ '</script>' | json }}{{ nil | json }}", "[\"a\",\"b\",\"c\"]\"\\u003C/script\\u003E\"null")]
    public void It_renders(string source, string expected) =>
        Assert.Equal(expected, LiquidTemplate.Render(source, Scope()));

    [Theory]
    [InlineData("<p>{{ ContentItem.DisplayText }}</p>", "<p>Peer &lt;b&gt;Review&lt;/b&gt; &amp; more</p>")]
    [InlineData("{{ '<\"' | escape }}", "&lt;&quot;")]
    [InlineData("{{ '<' | escape | append: '>' }}", "&amp;lt;&gt;")]
    [InlineData("{{ '<' | wrap: \"'\" }}", "&#39;&lt;")]
    public void Html_is_escaped_once_where_it_is_asked_for(string source, string expected) =>
        Assert.Equal(expected, LiquidTemplate.Render(source, Scope(), escapeHtml: true));

    [Theory]
    [InlineData("{{ x | nobody }}", 1, 8, "The filter `nobody` is not known")]
    [InlineData("{% if false %}\n {{ x | raw }}{% endif %}", 2, 9, "The filter `raw` is not known")]
    [InlineData("{{ x | append }}", 1, 8, "takes 1 argument")]
    [InlineData("{{ x | upcase: 1 }}", 1, 8, "takes no argument")]
    [InlineData("{{ x | truncate: length: 5 }}", 1, 24, "names are not supported")]
    [InlineData("a\nb {% include 'x' %}", 2, 6, "The tag `include` is not supported")]
    [InlineData("{% endif %}", 1, 4, "The tag `endif` is not supported")]
    [InlineData("{% else %}", 1, 4, "The tag `else` is not supported")]
    [InlineData("{% break %}", 1, 4, "The tag `break` is not supported")]
    [InlineData("x {% if a %}b", 1, 6, "`if` has no `endif`")]
    [InlineData("{% for a in b %}{% if c %}{% endfor %}", 1, 30, "The tag `endfor` is not supported")]
    [InlineData("{% raw %}b", 1, 4, "`raw` has no `endraw`")]
    [InlineData("{% if a %}{% else %}{% else %}{% endif %}", 1, 24, "cannot follow `else`")]
    [InlineData("{% for a in b %}{% else %}{% else %}{% endfor %}", 1, 30, "A second `else`")]
    [InlineData("{% for a of b %}{% endfor %}", 1, 8, "needs a name")]
    [InlineData("{% for a in (1..5) %}{% endfor %}", 1, 13, "ranges are not supported")]
    [InlineData("{% for a in b limit:'x' %}{% endfor %}", 1, 21, "`limit` needs a number")]
    [InlineData("{% for a in b reversed %}{% endfor %}", 1, 15, "`%}` is missing")]
    [InlineData("{% assign = 1 %}", 1, 11, "a name is missing")]
    [InlineData("{{ }}", 1, 4, "a value is missing")]
    [InlineData("{{ a", 1, 5, "ends too early")]
    [InlineData("{{ a %}", 1, 6, "`}}` is missing")]
    [InlineData("{{ 'a }}", 1, 4, "no closing quote")]
    [InlineData("{{ a; }}", 1, 5, "`;`")]
    [InlineData("{{ '2026-01-01' | date: '%Q' }}", 1, 19, "`%Q` in a date")]
    public void What_lies_outside_is_refused_with_its_place(string source, int line, int column, string message)
    {
        var error = Assert.Throws<ExpressionException>(() => LiquidTemplate.Render(source, Scope())).Error;
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column, source), (error.Line, error.Column, error.Source));
    }
}
