using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Expressions;

public sealed class ExpressionLimitsTests
{
    private static readonly ExpressionLimits Wide = new() { SourceLength = 10_000_000, Steps = 1_000_000 };

    private static ExpressionError Refused(string source, Scope? scope = null, ExpressionLimits? limits = null) =>
        Assert.Throws<ExpressionException>(() => JavaScriptExpression.Evaluate(source, scope ?? new(), limits)).Error;

    private static string Many(string part, int count) => string.Concat(Enumerable.Repeat(part, count));

    public static TheoryData<string> Deep => [.. new[] { "(", "[", "!", "- ", "1?", "`${", "if(1)", "if(1){", "({a:", "[].map(a=>", "x[" }];

    [Theory, MemberData(nameof(Deep))]
    public void Deep_nesting_is_refused_and_not_an_overflow(string opening) =>
        Assert.Contains("64 levels", Refused(Many(opening, 100_000), limits: Wide).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("{% if x %}")]
    [InlineData("{% for a in b %}")]
    [InlineData("{% unless x %}")]
    public void Deep_templates_are_refused_too(string opening)
    {
        var error = Assert.Throws<ExpressionException>(() => LiquidTemplate.Render(Many(opening, 100_000), new(), Wide)).Error;
        Assert.Contains("64 levels", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Deep_indexes_of_a_template_are_refused_too() => Assert.Contains(
        "64 levels",
        Assert.Throws<ExpressionException>(() => LiquidTemplate.Render("{{ " + Many("a[", 100_000), new(), Wide)).Message,
        StringComparison.Ordinal);

    [Theory]
    [InlineData("1", "+1")]
    [InlineData("1", "&&1")]
    [InlineData("1", "||1")]
    [InlineData("null", "??null")]
    [InlineData("a", "?.b")]
    [InlineData("'a'", ".trim()")]
    public void Long_chains_cost_no_stack(string first, string link) =>
        JavaScriptExpression.Evaluate(first + Many(link, 100_000), new Scope().Variable("a", null), Wide);

    [Fact]
    public void Long_sources_are_refused() =>
        Assert.Contains("longer than 65536", Refused(new string(' ', 65_537)).Message, StringComparison.Ordinal);

    [Fact]
    public void Steps_are_counted() =>
        Assert.Contains("100 steps", Refused(Many("1;", 200), limits: new() { Steps = 100 }).Message, StringComparison.Ordinal);

    [Fact]
    public void Doubling_a_text_ends_at_its_limit()
    {
        var source = "let a0='xxxxxxxx';" + string.Concat(Enumerable.Range(1, 40).Select(i => $"let a{i}=a{i - 1}+a{i - 1};"));
        Assert.Contains("grows beyond 1048576", Refused(source).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a40")]
    [InlineData("''+a40")]
    [InlineData("JSON.stringify(a40)")]
    [InlineData("echo(a40)")]
    [InlineData("a40.join()")]
    public void Doubling_an_array_ends_at_the_steps(string last)
    {
        var source = "let a0=[1];" + string.Concat(Enumerable.Range(1, 40).Select(i => $"let a{i}=[a{i - 1},a{i - 1}];")) + last;
        Assert.Contains("steps", Refused(source, new Scope().Function("echo", arguments => arguments.Node(0))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_repeated_in_an_array_cannot_leave_as_gigabytes()
    {
        var source = "let s = big; [" + Many("s,", 1_000) + "]";
        Assert.Contains("steps", Refused(source, new Scope().Variable("big", new string('x', 1_000_000))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("big.includes(needle)")]
    [InlineData("big.split(needle)")]
    [InlineData("big.split('')")]
    [InlineData("big.replaceAll('a', big)")]
    public void Expensive_work_on_text_is_refused_at_once(string source)
    {
        var scope = new Scope().Variable("big", new string('a', 1_000_000)).Variable("needle", new string('a', 500_000) + "b");
        Assert.InRange(OwnTime.Of(() => Refused(source, scope)), TimeSpan.Zero, TimeSpan.FromSeconds(1));
    }

    [Fact]
    public void The_dearest_script_of_the_default_steps_takes_moments()
    {
        var scope = new Scope().Variable("big", new string('a', 60_000)).Variable("needle", new string('a', 1_000) + "b")
            .Variable("list", new JsonArray([.. Enumerable.Range(0, 5_000).Select(i => JsonValue.Create(i))]));
        Assert.InRange(OwnTime.Of(() => Refused("list.map(i => big.includes(needle)).length", scope)), TimeSpan.Zero, TimeSpan.FromSeconds(2));
    }

    [Fact]
    public void Expressions_that_call_each_other_in_a_circle_are_refused()
    {
        var scope = new Scope();
        scope.Function("variables", arguments => RecipeExpression.Evaluate("[js: variables('a')]", scope));
        Assert.Contains("circle", Refused("variables('a')", scope).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_function_evaluates_shares_the_steps_of_its_caller()
    {
        var scope = new Scope();
        scope.Function("heavy", _ => JavaScriptExpression.Evaluate(Many("1;", 1_000), scope));
        JavaScriptExpression.Evaluate("heavy()", scope);
        Assert.Contains("steps", Refused(Many("heavy();", 20), scope).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_is_no_proper_json_is_refused_where_it_is_read()
    {
        var scope = new Scope()
            .Variable("doubled", JsonNode.Parse("""{"a":{"b":1,"b":2}}"""))
            .Variable("broken", JsonNode.Parse(@"""\ud800"""));
        Assert.Equal(8, Refused("doubled.a.b", scope).Column);
        Assert.Equal(1, Refused("broken", scope).Column);
    }

    [Fact]
    public void Data_nested_too_deeply_is_refused()
    {
        var deep = JsonNode.Parse(Many("[", 60) + Many("]", 60))!;
        Assert.Contains("64 levels", Refused("[[[[[[deep]]]]]]", new Scope().Variable("deep", deep)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_template_cannot_write_without_end()
    {
        var source = "{% assign s = 'xxxxxxxx' %}" + Many("{% assign s = s | append: s %}", 40);
        var error = Assert.Throws<ExpressionException>(() => LiquidTemplate.Render(source, new())).Error;
        Assert.Contains("grows beyond", error.Message, StringComparison.Ordinal);

        var loops = Many("{% for a in list %}", 10) + "x" + Many("{% endfor %}", 10);
        var list = new JsonArray([.. Enumerable.Range(0, 100).Select(i => JsonValue.Create(i))]);
        error = Assert.Throws<ExpressionException>(() => LiquidTemplate.Render(loops, new Scope().Variable("list", list))).Error;
        Assert.Contains("steps", error.Message, StringComparison.Ordinal);
    }
}
