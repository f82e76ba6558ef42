using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PracticeHub.Kernel.Expressions;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Expressions;

public sealed class ExpressionFuzzTests
{
    private static readonly string[] Script =
    [
        "a", "b", "list", "f", "g", "1", "2.5", "'x'", "\"", "`", "${", "}", "{", "(", ")", "[", "]", ".", "?.", ",", ";", ":",
        "?", "+", "-", "*", "/", "%", "<", "===", "!=", "&&", "||", "??", "!", "=", "=>", "let ", "var ", "const ", "if", "else",
        "return ", "null", "undefined", "NaN", ".map(", ".filter(x=>", ".join(", ".split(", ".slice(", ".replace(", ".length",
        "Math.max(", "JSON.stringify(", "\\", "//", "/*", "*/", "\n", " ", "x", "\ud800", "é",
    ];

    private static readonly string[] Markup =
    [
        "{{", "}}", "{{-", "-}}", "{%", "%}", "{%-", "-%}", " if ", " elsif ", " else ", " endif ", " unless ", " endunless ",
        " for x in list ", " limit:", " endfor ", " assign a =", " raw ", " endraw ", " comment ", " endcomment ", " contains ",
        " and ", " or ", "|", ":", ",", ".", "[", "]", "(", "==", "<>", "<", ">", "a", "b", "list", "x", "forloop", "1", "-2", "9999999999",
        "'%Y %B %q'", "'<b>'", "\"", "'", " date", " split", " join", " first", " last", " size", " truncate", " truncatewords",
        " replace", " strip_html", " escape", " json", " plus", " times", " url_encode", " slugify", " default", " nil", " empty",
        "text", "<", " ", "\n", "\ud800", "é",
    ];

    private static Scope Scope() => new Scope()
        .Variable("a", 5)
        .Variable("b", JsonNode.Parse("""{"x":[1,"<i>two</i>",null,{"y":true}],"first":"2026-01-02","size":-3e300}"""))
        .Variable("list", new JsonArray(1, "two", null, new JsonObject { ["x"] = "3" }))
        .Function("f", arguments => arguments.Node(0)?.DeepClone())
        .Function("g", arguments => arguments[0]!.AsObject().Count)
        .Filter("slugify", text => text.ToUpperInvariant());

    private static Arbitrary<string> From(string[] words) => Gen.OneOf(
        ArbMap.Default.GeneratorFor<string>().Select(text => text ?? ""),
        Gen.Elements(words).ListOf().Select(string.Concat),
        Gen.Elements(words).ListOf().Select(parts => "{{" + string.Concat(parts) + "}}"),
        Gen.Elements(words).ListOf().Select(parts => "[js:" + string.Concat(parts) + "]")).ToArbitrary();

    private static bool EndsWell(Action evaluate)
    {
        var isPlaced = true;
        return OwnTime.Of(() => isPlaced = IsPlaced(evaluate)) < TimeSpan.FromSeconds(2) && isPlaced;
    }

    private static bool IsPlaced(Action evaluate)
    {
        try
        {
            evaluate();
            return true;
        }
        catch (ExpressionException refusal)
        {
            var (error, lines) = (refusal.Error, refusal.Error.Source.Split('\n'));
            return error.Message.Length > 0 && error.Line <= lines.Length
                && error.Column >= 1 && error.Column <= lines[error.Line - 1].Length + 1;
        }
    }

    private static void Holds(string[] words, Action<string> evaluate) =>
        Prop.ForAll(From(words), source => EndsWell(() => evaluate(source)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5_000).WithEndSize(60));

    [Fact]
    public void Any_script_ends_with_a_value_or_a_placed_refusal() =>
        Holds(Script, source => JavaScriptExpression.Evaluate(source, Scope()));

    [Fact]
    public void Any_template_ends_with_text_or_a_placed_refusal() =>
        Holds(Markup, source => LiquidTemplate.Render(source, Scope(), escapeHtml: true));

    [Fact]
    public void Any_recipe_value_ends_with_text_or_a_placed_refusal() =>
        Holds(Script, source => RecipeExpression.Evaluate(source, Scope(), (path, _) => path));
}
