using PracticeHub.Kernel.Expressions.Core;
using PracticeHub.Kernel.Expressions.Liquid;

namespace PracticeHub.Kernel.Expressions;

/// <summary>A subset of Liquid (docs/expressions.md). Unknown tags and filters are refused, unknown variables are empty.</summary>
public static class LiquidTemplate
{
    /// <summary>What is wrong with a template as it stands; null where nothing is. Nothing of it is written.</summary>
    /// <param name="scope">Whose filters it may use.</param>
    public static ExpressionError? Check(string source, Scope scope)
    {
        try
        {
            var text = new SourceText(source);
            return Machine.Run<ExpressionError?>(text, scope, null, machine =>
            {
                new TemplateParser(text, scope, machine.Limits).Template();
                return null;
            });
        }
        catch (ExpressionException wrong)
        {
            return wrong.Error;
        }
    }

    /// <param name="escapeHtml">Escapes what {{ … }} writes, unless its last filter is escape.</param>
    /// <exception cref="ExpressionException">The source is outside the subset, fails, or takes too much.</exception>
    public static string Render(string source, Scope scope, ExpressionLimits? limits = null, bool escapeHtml = false)
    {
        var text = new SourceText(source);
        return Machine.Run(text, scope, limits, machine =>
        {
            var template = new TemplateParser(text, scope, machine.Limits).Template();
            var output = new Output(machine, escapeHtml);
            output.Render(template);
            return output.ToString();
        });
    }
}
