using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions;

namespace PracticeHub.Tests.Expressions;

public sealed class RecipeExpressionTests
{
    private static readonly Scope Known = new Scope()
        .Variable("list", new JsonArray("a", "b"))
        .Function("uuid", _ => "4id")
        .Function("again", _ => "[js: uuid()]")
        .Function("parameters", arguments => arguments.Text(0) switch { "SiteName" => "Hub", "Purpose" => "[js: uuid()]", _ => null });

    private static string Evaluate(string value) => RecipeExpression.Evaluate(
        value, Known, (path, base64) => path == "missing" ? throw new FileNotFoundException("The file is missing.") : $"{path}:{base64}");

    [Theory]
    [InlineData("[js: uuid()]", true, "js", "uuid()")]
    [InlineData("[file:text('a.md')]", true, "file", "text('a.md')")]
    [InlineData("[note: hi]", true, "note", "hi")]
    [InlineData("[js:]", true, "js", "")]
    [InlineData("[[js: x]]", false, "", "")]
    [InlineData("[a b: x]", false, "", "")]
    [InlineData("[1: x]", false, "", "")]
    [InlineData("[: x]", false, "", "")]
    [InlineData("[js]", false, "", "")]
    [InlineData("js: x", false, "", "")]
    [InlineData("[js: x", false, "", "")]
    [InlineData("[js: x] ", false, "", "")]
    [InlineData("", false, "", "")]
    [InlineData("[", false, "", "")]
    public void Brackets_and_letters_make_an_expression(string value, bool shaped, string prefix, string body)
    {
        Assert.Equal(shaped, RecipeExpression.IsExpression(value, out var foundPrefix, out var foundBody));
        Assert.Equal((prefix, body), (foundPrefix, foundBody));
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("[js: uuid()]", "4id")]
    [InlineData("[js:'a' + 1]", "a1")]
    [InlineData("[js: list[1]]", "b")]
    [InlineData("[js: list]", "[\"a\",\"b\"]")]
    [InlineData("[js: 1 === 1]", "true")]
    [InlineData("[js: 2.5]", "2.5")]
    [InlineData("[js: parameters('SiteName')]", "Hub")]
    [InlineData("[js: parameters('Nothing')]", "")]
    [InlineData("[js: again()]", "[js: uuid()]")]
    [InlineData("[js: parameters('Purpose')]", "[js: uuid()]")]
    [InlineData("[file:text('[js: uuid()]')]", "[js: uuid()]:False")]
    [InlineData("[js: '[note: hi]']", "[note: hi]")]
    [InlineData("[file:text('a/b.md')]", "a/b.md:False")]
    [InlineData("[file: base64('x.png')]", "x.png:True")]
    [InlineData("[note: hi]", "[note: hi]")]
    [InlineData("[env:X]", "[env:X]")]
    [InlineData("[JS: uuid()]", "[JS: uuid()]")]
    public void A_value_is_evaluated_to_text_once(string value, string result) =>
        Assert.Equal(result, Evaluate(value));

    [Theory]
    [InlineData("[js: nobody()]", 6, "not known")]
    [InlineData("[js: 1 +]", 9, "ends too early")]
    [InlineData("[file:text('missing')]", 7, "The file is missing.")]
    [InlineData("[file:uuid()]", 7, "not known")]
    public void A_refusal_names_its_place_in_the_whole_value(string value, int column, string message)
    {
        var error = Assert.Throws<ExpressionException>(() => Evaluate(value)).Error;
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal(column, error.Column);
    }

    [Fact]
    public void Without_files_a_file_expression_stays_as_it_is() =>
        Assert.Equal("[file:text('a')]", RecipeExpression.Evaluate("[file:text('a')]", Known));

    [Fact]
    public void Every_string_value_of_a_step_is_evaluated_and_no_name()
    {
        var step = JsonNode.Parse("""{"name":"content","[js: uuid()]":[{"Id":"[js: uuid()]","N":1,"B":true,"Z":null}]}""");
        var result = RecipeExpression.EvaluateAll(step, Known);
        Assert.Equal("""{"name":"content","[js: uuid()]":[{"Id":"4id","N":1,"B":true,"Z":null}]}""", result!.ToJsonString());
    }

    [Fact]
    public void A_refusal_inside_a_step_names_the_value()
    {
        var step = JsonNode.Parse("""{"data":[{"Id":"[js: nobody()]"}]}""");
        var error = Assert.Throws<ExpressionException>(() => RecipeExpression.EvaluateAll(step, Known)).Error;
        Assert.StartsWith("$.data[0].Id: ", error.Message, StringComparison.Ordinal);
    }
}
