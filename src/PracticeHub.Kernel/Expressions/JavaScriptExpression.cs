using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions.Core;
using PracticeHub.Kernel.Expressions.JavaScript;

namespace PracticeHub.Kernel.Expressions;

/// <summary>A subset of JavaScript (docs/expressions.md): what it accepts means what it means in a browser.</summary>
public static class JavaScriptExpression
{
    /// <summary>The value of the last expression statement or of <c>return</c>; null for undefined.</summary>
    /// <exception cref="ExpressionException">The source is outside the subset, fails, or takes too much.</exception>
    public static JsonNode? Evaluate(string source, Scope scope, ExpressionLimits? limits = null) =>
        Evaluate(new SourceText(source), scope, limits);

    /// <summary>Whether a condition with this value holds: not null, false, 0 or "".</summary>
    public static bool IsTrue(JsonNode? value) => value switch
    {
        null => false,
        JsonValue primitive when primitive.GetValueKind() is not (JsonValueKind.Object or JsonValueKind.Array) =>
            JsonReading.Primitive(primitive).IsTrue,
        _ => true,
    };

    /// <summary>What is wrong with a source as it stands; null where nothing is. Nothing of it is carried out.</summary>
    public static ExpressionError? Check(string source)
    {
        try
        {
            var text = new SourceText(source);
            return Machine.Run<ExpressionError?>(text, new Scope(), null, machine =>
            {
                new Parser(text, machine.Limits).Script();
                return null;
            });
        }
        catch (ExpressionException wrong)
        {
            return wrong.Error;
        }
    }

    internal static JsonNode? Evaluate(SourceText source, Scope scope, ExpressionLimits? limits) =>
        Machine.Run(source, scope, limits, machine =>
        {
            var script = new Parser(source, machine.Limits).Script();
            Block.Execute(machine, script);
            return machine.ToNode(machine.Result, source.Start);
        });
}
