using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions;

namespace PracticeHub.Tests.Expressions;

public sealed class JavaScriptExpressionTests
{
    private static Scope Scope() => new Scope()
        .Variable("item", JsonNode.Parse("""
            {"Title":"Peer review","Tags":["a","b","c"],"Votes":3,"Ratio":0.5,"Draft":false,"By":null,
             "Parts":{"Body":{"Text":"Hello"}},"Links":[{"Url":"x","Up":true},{"Url":"y","Up":false}]}
            """))
        .Variable("when", JsonValue.Create(new DateTime(2026, 3, 4, 5, 6, 7, DateTimeKind.Utc)))
        .Variable("count", JsonValue.Create(7m))
        .Function("uuid", _ => "4id")
        .Function("echo", arguments => arguments.Node(0)?.DeepClone())
        .Function("text", arguments => arguments.Text(0) + arguments.Text(1))
        .Function("fails", _ => throw new InvalidOperationException("Not here."));

    [Theory]
    // Literals
    [InlineData("1", "1")]
    [InlineData("1.5e3", "1500")]
    [InlineData(".5", "0.5")]
    [InlineData("1.", "1")]
    [InlineData("'a\\'b\\n\\u00e9\\x41'", "\"a'b\\né" + "A\"")]
    [InlineData("\"it's\"", "\"it's\"")]
    [InlineData("true", "true")]
    [InlineData("null", "null")]
    [InlineData("undefined", "null")]
    [InlineData("0/0", "null")]
    [InlineData("[1,'a',[],{},]", "[1,\"a\",[],{}]")]
    [InlineData("({a:1,'b c':[2],3:4,if:5,})", "{\"a\":1,\"b c\":[2],\"3\":4,\"if\":5}")]
    [InlineData("let a = 1; ({a, b: undefined})", "{\"a\":1}")]
    [InlineData("`a${1+1}b${'`'}c`", "\"a2b`c\"")]
    [InlineData("`\\${x}\n${`in${'ner'}`}`", "\"${x}\\ninner\"")]
    // Arithmetic
    [InlineData("1+2*3-4/2%3", "5")]
    [InlineData("(1+2)*3", "9")]
    [InlineData("-2 - -2", "0")]
    [InlineData("+'12'+1", "13")]
    [InlineData("'1'+2", "\"12\"")]
    [InlineData("1+2+'3'", "\"33\"")]
    [InlineData("'6'/'2'", "3")]
    [InlineData("[1,2]+''", "\"1,2\"")]
    [InlineData("''+{}", "\"[object Object]\"")]
    [InlineData("''+[[1,null],undefined,2]", "\"1,,,2\"")]
    [InlineData("null+1", "1")]
    [InlineData("''+(undefined+1)", "\"NaN\"")]
    [InlineData("''+1e21", "\"1e+21\"")]
    [InlineData("''+1e20", "\"100000000000000000000\"")]
    [InlineData("''+1e23", "\"1e+23\"")]
    [InlineData("''+0.1", "\"0.1\"")]
    [InlineData("''+(0.1+0.2)", "\"0.30000000000000004\"")]
    [InlineData("''+1e-7", "\"1e-7\"")]
    [InlineData("''+1.5e-7", "\"1.5e-7\"")]
    [InlineData("''+0.000001", "\"0.000001\"")]
    [InlineData("''+123456.789", "\"123456.789\"")]
    [InlineData("''+1234567890123456789", "\"1234567890123456800\"")]
    [InlineData("''+1/0", "\"Infinity\"")]
    [InlineData("''+(-1/0)", "\"-Infinity\"")]
    // Comparison
    [InlineData("1 < 2 && 2 <= 2 && 3 > 2 && 3 >= 3", "true")]
    [InlineData("'a' < 'b'", "true")]
    [InlineData("'10' < '9'", "true")]
    [InlineData("'10' < 9", "false")]
    [InlineData("NaN == NaN", "false")]
    [InlineData("NaN < 1 || NaN >= 1", "false")]
    [InlineData("1 == '1'", "true")]
    [InlineData("1 === '1'", "false")]
    [InlineData("null == undefined", "true")]
    [InlineData("null === undefined", "false")]
    [InlineData("null == 0", "false")]
    [InlineData("'' == 0", "true")]
    [InlineData("true == 1", "true")]
    [InlineData("'true' == true", "false")]
    [InlineData("[1] == 1", "true")]
    [InlineData("[1] == [1]", "false")]
    [InlineData("[] === []", "false")]
    [InlineData("item.Tags === item.Tags", "true")]
    [InlineData("1 != 2 !== false", "true")]
    // Logic
    [InlineData("0 || 'x'", "\"x\"")]
    [InlineData("0 ?? 'x'", "0")]
    [InlineData("null ?? undefined ?? 'x'", "\"x\"")]
    [InlineData("(null || undefined) ?? 'x'", "\"x\"")]
    [InlineData("1 && 0 && fails()", "0")]
    [InlineData("1 || fails()", "1")]
    [InlineData("!'' && !!'a'", "true")]
    [InlineData("false || true && false", "false")]
    [InlineData("1 ? 2 : 3", "2")]
    [InlineData("0 ? 1 : '' ? 2 : 3", "3")]
    [InlineData("1?.5:2", "0.5")]
    // Ways into values
    [InlineData("item.Title", "\"Peer review\"")]
    [InlineData("item['Ti' + 'tle']", "\"Peer review\"")]
    [InlineData("item.Tags[1]", "\"b\"")]
    [InlineData("item.Tags['length'] + item.Tags.length", "6")]
    [InlineData("item.Tags[9]", "null")]
    [InlineData("item.Tags[-1] === undefined", "true")]
    [InlineData("item.Nothing", "null")]
    [InlineData("item.Nothing?.Deep.Deeper", "null")]
    [InlineData("item?.['Votes']", "3")]
    [InlineData("item.By?.toLowerCase()", "null")]
    [InlineData("item.Parts.Body.Text.length", "5")]
    [InlineData("'abc'[1]", "\"b\"")]
    [InlineData("item.title", "null")]
    [InlineData("when", "\"2026-03-04T05:06:07Z\"")]
    [InlineData("count + 1", "8")]
    // Functions of the scope
    [InlineData("uuid()", "\"4id\"")]
    [InlineData("text(1, true)", "\"1true\"")]
    [InlineData("text()", "\"\"")]
    [InlineData("echo(item).Votes", "3")]
    [InlineData("echo([1,{a:2}])", "[1,{\"a\":2}]")]
    // Strings
    [InlineData("'Ab'.toLowerCase() + 'Ab'.toUpperCase()", "\"abAB\"")]
    [InlineData("' a '.trim()", "\"a\"")]
    [InlineData("'hello'.includes('ell')", "true")]
    [InlineData("'hello'.indexOf('l')", "2")]
    [InlineData("'hello'.startsWith('he') && 'hello'.endsWith('lo')", "true")]
    [InlineData("'a-b-c'.replace('-', '$5')", "\"a$5b-c\"")]
    [InlineData("'abc'.replace('x', 'y')", "\"abc\"")]
    [InlineData("'a-b-c'.replaceAll('-', '')", "\"abc\"")]
    [InlineData("'a,b'.split(',')", "[\"a\",\"b\"]")]
    [InlineData("''.split(',')", "[\"\"]")]
    [InlineData("'abc'.split('')", "[\"a\",\"b\",\"c\"]")]
    [InlineData("'abc'.split()", "[\"abc\"]")]
    [InlineData("'hello'.slice(1, -1)", "\"ell\"")]
    [InlineData("'hello'.slice(-3)", "\"llo\"")]
    [InlineData("'hello'.substring(3, 1)", "\"el\"")]
    [InlineData("'hello'.substring(-5, NaN)", "\"\"")]
    [InlineData("(12).toString()", "\"12\"")]
    // Arrays
    [InlineData("[1,2].includes(2) && [NaN].includes(NaN)", "true")]
    [InlineData("[NaN].indexOf(NaN)", "-1")]
    [InlineData("item.Tags.join()", "\"a,b,c\"")]
    [InlineData("item.Tags.join(' + ')", "\"a + b + c\"")]
    [InlineData("[1,2,3].slice(1)", "[2,3]")]
    [InlineData("item.Links.map(l => l.Url)", "[\"x\",\"y\"]")]
    [InlineData("item.Tags.map((t, i) => `${i}${t}`).join('')", "\"0a1b2c\"")]
    [InlineData("item.Tags.map(() => 1)", "[1,1,1]")]
    [InlineData("item.Links.filter(l => l.Up).length", "1")]
    [InlineData("item.Links.find(l => !l.Up).Url", "\"y\"")]
    [InlineData("item.Links.some(l => l.Up) && !item.Links.every(l => l.Up)", "true")]
    [InlineData("[[1,2],[3]].map(a => a.map(b => a.length + b))", "[[3,4],[4]]")]
    [InlineData("[1].map(a => ({v: a}))", "[{\"v\":1}]")]
    // Built in
    [InlineData("Math.min(3,1,2) + Math.max(3,1,2)", "4")]
    [InlineData("''+Math.max()", "\"-Infinity\"")]
    [InlineData("[Math.floor(-1.5), Math.ceil(-1.5), Math.round(-1.5), Math.round(2.5)]", "[-2,-1,-1,3]")]
    [InlineData("Math.round(0.49999999999999994)", "0")]
    [InlineData("JSON.stringify({a:[1,'é<\"'],b:undefined,c:null,d:0/0})", "\"{\\\"a\\\":[1,\\\"é<\\\\\\\"\\\"],\\\"c\\\":null,\\\"d\\\":null}\"")]
    // Statements
    [InlineData("", "null")]
    [InlineData(" // nothing\n/* at all */ ;;", "null")]
    [InlineData("1; 2", "2")]
    [InlineData("1\n2", "2")]
    [InlineData("var a = 1; let b = a + 1, c; const d = b + 1; d", "3")]
    [InlineData("1; var x = 2;", "1")]
    [InlineData("if (item.Votes > 2) { 'many' } else { 'few' }", "\"many\"")]
    [InlineData("if (0) 1; else if (0) 2; else 3", "3")]
    [InlineData("1; if (0) { 2 }", "null")]
    [InlineData("if (1) { var a = 1 } a", "1")]
    [InlineData("let a = 1; if (1) { let a = 2 } a", "1")]
    [InlineData("if (1) { return 5 } 6", "5")]
    [InlineData("return; 6", "null")]
    [InlineData("return\n6", "null")]
    public void It_means_what_it_means_in_a_browser(string source, string json)
    {
        var result = JavaScriptExpression.Evaluate(source, Scope());
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), result), $"{source} gave {result?.ToJsonString() ?? "null"}");
    }

    [Theory]
    [InlineData("null", false)]
    [InlineData("0", false)]
    [InlineData("\"\"", false)]
    [InlineData("false", false)]
    [InlineData("\"false\"", true)]
    [InlineData("1", true)]
    [InlineData("[]", true)]
    [InlineData("{}", true)]
    public void A_condition_holds_as_in_javascript(string json, bool holds) =>
        Assert.Equal(holds, JavaScriptExpression.IsTrue(JsonNode.Parse(json)));

    [Fact]
    public void A_number_can_be_asked_for_as_any_numeric_type()
    {
        var number = JavaScriptExpression.Evaluate("2 + 3", Scope())!;
        Assert.Equal(5, number.GetValue<int>());
        Assert.Equal(5d, number.GetValue<double>());
        Assert.Equal(5m, number.GetValue<decimal>());
    }

    [Fact]
    public void Results_and_arguments_are_copies_and_the_scope_stays_as_it_was()
    {
        JsonNode? seen = null;
        var item = JsonNode.Parse("""{"Tags":["a"]}""")!;
        var scope = new Scope().Variable("item", item).Function("see", arguments => seen = arguments[0]);

        var result = JavaScriptExpression.Evaluate("see(item.Tags); item", scope)!;
        ((JsonArray)seen!).Add("b");
        result["Tags"] = null;

        Assert.Equal("""{"Tags":["a"]}""", item.ToJsonString());
    }

    [Fact]
    public void A_child_scope_sees_its_parent_and_hides_what_it_names_again()
    {
        var parent = new Scope().Variable("a", 1).Variable("b", 2).Function("f", _ => "parent");
        var child = parent.Child().Variable("a", 10).Variable("b", null);

        Assert.Equal("10null", JavaScriptExpression.Evaluate("`${a}${b}`", child)!.ToString());
        Assert.Equal("parent", JavaScriptExpression.Evaluate("f()", child)!.ToString());
        Assert.Equal(3, JavaScriptExpression.Evaluate("a + b", parent)!.GetValue<int>());
    }
}
