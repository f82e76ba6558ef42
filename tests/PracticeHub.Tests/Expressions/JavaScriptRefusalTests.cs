using PracticeHub.Kernel.Expressions;

namespace PracticeHub.Tests.Expressions;

public sealed class JavaScriptRefusalTests
{
    private static readonly Scope Known = new Scope()
        .Variable("x", 1)
        .Variable("xs", new System.Text.Json.Nodes.JsonArray(1, 2))
        .Function("f", _ => throw new InvalidOperationException("The variable 'n' is not defined."))
        .Function("first", arguments => arguments[0]!.DeepClone());

    [Theory]
    [InlineData("while (true) {}", 1, 1, "`while` is not supported")]
    [InlineData("for (;;) {}", 1, 1, "`for` is not supported")]
    [InlineData("function g() {}", 1, 1, "`function` is not supported")]
    [InlineData("1;\n  new Date()", 2, 3, "`new` is not supported")]
    [InlineData("typeof x", 1, 1, "`typeof` is not supported")]
    [InlineData("this", 1, 1, "`this` is not supported")]
    [InlineData("x = 2", 1, 3, "Assigning")]
    [InlineData("x += 2", 1, 3, "Assigning")]
    [InlineData("x++", 1, 2, "Assigning")]
    [InlineData("++x", 1, 1, "Assigning")]
    [InlineData("x & 1", 1, 3, "`&` is not supported")]
    [InlineData("x ** 2", 1, 3, "`**` is not supported")]
    [InlineData("[...xs]", 1, 2, "`...` is not supported")]
    [InlineData("/a/.test('a')", 1, 1, "regular expression")]
    [InlineData("'a'.replace(/a/, 'b')", 1, 13, "regular expression")]
    [InlineData("'a'.replace('a', '$&')", 1, 5, "`$&` in a replacement")]
    [InlineData("y => y", 1, 3, "arrow function is supported only")]
    [InlineData("let g = y => y", 1, 11, "arrow function is supported only")]
    [InlineData("xs.map(y => { y })", 1, 13, "arrow function with a block")]
    [InlineData("xs.map(f)", 1, 8, "`map` needs an arrow function")]
    [InlineData("xs.map((a, b, c) => a)", 1, 15, "`)` is missing")]
    [InlineData("xs.reduce(1)", 1, 4, "The method `reduce` of an array is not supported")]
    [InlineData("'a'.padStart(3)", 1, 5, "The method `padStart` of a string is not supported")]
    [InlineData("'a'.map(y => y)", 1, 5, "The method `map` of a string is not supported")]
    [InlineData("'a'.includes('a', 1)", 1, 5, "`includes` takes 1 argument")]
    [InlineData("({}).toFixed(2)", 1, 6, "of an object is not supported")]
    [InlineData("(x)(1)", 1, 4, "by its name")]
    [InlineData("xs[0](1)", 1, 6, "by its name")]
    [InlineData("f`a`", 1, 2, "tagged template")]
    [InlineData("Math.random()", 1, 1, "`Math.random` is not supported")]
    [InlineData("Math.min", 1, 1, "`Math.min` is not supported")]
    [InlineData("JSON.stringify(x, null, 2)", 1, 1, "takes 1 argument")]
    [InlineData("nobody", 1, 1, "`nobody` is not known")]
    [InlineData("nobody()", 1, 1, "The function `nobody` is not known")]
    [InlineData("f", 1, 1, "`f` is a function")]
    [InlineData("1 +\n f()", 2, 2, "The variable 'n' is not defined.")]
    [InlineData("first()", 1, 1, "")]
    [InlineData("null.a", 1, 5, "`a` cannot be read: what stands before it is null")]
    [InlineData("x.a.b", 1, 4, "`b` cannot be read: what stands before it is undefined")]
    [InlineData("a || b ?? c", 1, 1, "needs parentheses")]
    [InlineData("a ?? b && c", 1, 1, "needs parentheses")]
    [InlineData("{ a: 1 }", 1, 1, "put an object in parentheses")]
    [InlineData("({ a() {} })", 1, 5, "`:` is missing")]
    [InlineData("({ [x]: 1 })", 1, 4, "a member name is missing")]
    [InlineData("let [a] = xs", 1, 5, "a name is missing")]
    [InlineData("const a", 1, 8, "`=` is missing")]
    [InlineData("let a = 1; let a = 2", 1, 12, "`a` is declared already")]
    [InlineData("if (1) let a = 2", 1, 8, "`let` is not supported")]
    [InlineData("1 2", 1, 3, "`;` is missing")]
    [InlineData("(1", 1, 3, "ends too early")]
    [InlineData("1 +", 1, 4, "ends too early")]
    [InlineData("1)", 1, 2, "`)` was not expected")]
    [InlineData("}", 1, 1, "`}` was not expected")]
    [InlineData("'abc", 1, 1, "no closing quote")]
    [InlineData("'a\nb'", 1, 1, "no closing quote")]
    [InlineData("1;\n`abc${x}", 2, 1, "no closing backtick")]
    [InlineData("'\\q'", 1, 2, "escape")]
    [InlineData("'\\", 1, 2, "escape")]
    [InlineData("/* a", 1, 1, "comment has no end")]
    [InlineData("0x10", 1, 1, "decimal")]
    [InlineData("010", 1, 1, "decimal")]
    [InlineData("1n", 1, 1, "decimal")]
    [InlineData("#", 1, 1, "`#`")]
    public void What_lies_outside_is_refused_with_its_place(string source, int line, int column, string message)
    {
        var error = Assert.Throws<ExpressionException>(() => JavaScriptExpression.Evaluate(source, Known)).Error;
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.Equal((line, column, source), (error.Line, error.Column, error.Source));
    }
}
