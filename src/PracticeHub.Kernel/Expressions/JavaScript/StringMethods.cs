using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal static class StringMethods
{
    private static readonly Dictionary<string, Method> Methods = new Method[]
    {
        new("toLowerCase", 0, 0, call => call.Machine.Text(call.TargetText.ToLowerInvariant(), call.At)),
        new("toUpperCase", 0, 0, call => call.Machine.Text(call.TargetText.ToUpperInvariant(), call.At)),
        new("trim", 0, 0, call => call.Machine.Text(call.TargetText.Trim().Trim('\uFEFF'), call.At)),
        new("includes", 1, 1, call => Value.Of(IndexOf(call) >= 0)),
        new("indexOf", 1, 1, call => Value.Of(IndexOf(call))),
        new("startsWith", 1, 1, call => Value.Of(call.TargetText.StartsWith(Sought(call), StringComparison.Ordinal))),
        new("endsWith", 1, 1, call => Value.Of(call.TargetText.EndsWith(Sought(call), StringComparison.Ordinal))),
        new("replace", 2, 2, Replace),
        new("replaceAll", 2, 2, ReplaceAll),
        new("split", 0, 1, Split),
        new("slice", 0, 2, Slice),
        new("substring", 0, 2, Substring),
    }.ToDictionary(method => method.Name, StringComparer.Ordinal);

    public static Method? Find(string name) => Methods.GetValueOrDefault(name);

    private static string Sought(MethodCall call)
    {
        var sought = call.Text(0);
        call.Machine.Search(call.TargetText.Length, sought.Length, call.At);
        return sought;
    }

    private static int IndexOf(MethodCall call) => call.TargetText.IndexOf(Sought(call), StringComparison.Ordinal);

    private static string Replacement(MethodCall call)
    {
        var text = call.Text(1);
        var dollar = text.IndexOf('$', StringComparison.Ordinal);
        while (dollar >= 0 && dollar + 1 < text.Length)
        {
            if (text[dollar + 1] is '$' or '&' or '`' or '\'')
            {
                throw call.Machine.Fail($"`${text[dollar + 1]}` in a replacement is not supported.", call.At);
            }

            dollar = text.IndexOf('$', dollar + 1);
        }

        return text;
    }

    private static Value Replace(MethodCall call)
    {
        var (at, sought, replacement) = (IndexOf(call), call.Text(0), Replacement(call));
        if (at < 0)
        {
            return call.Target;
        }

        call.Machine.CheckLength((long)call.TargetText.Length + replacement.Length, call.At);
        return call.Machine.Text(string.Concat(call.TargetText.AsSpan(0, at), replacement, call.TargetText.AsSpan(at + sought.Length)), call.At);
    }

    private static Value ReplaceAll(MethodCall call) =>
        Sought(call).Length == 0
            ? throw call.Machine.Fail("Replacing an empty text everywhere is not supported.", call.At)
            : call.Machine.ReplaceAll(call.TargetText, call.Text(0), Replacement(call), call.At);

    private static Value Split(MethodCall call)
    {
        if (call.Argument(0).Kind == ValueKind.Undefined)
        {
            return Value.Of([call.Target]);
        }

        return call.Machine.Split(call.TargetText, Sought(call), call.At);
    }

    private static Value Slice(MethodCall call)
    {
        var (start, length) = call.Slice(call.TargetText.Length);
        return call.Machine.Text(call.TargetText.Substring(start, length), call.At);
    }

    private static Value Substring(MethodCall call)
    {
        var count = call.TargetText.Length;
        var a = (int)Math.Clamp(call.Whole(0, 0), 0, count);
        var b = (int)Math.Clamp(call.Whole(1, count), 0, count);
        return call.Machine.Text(call.TargetText[Math.Min(a, b)..Math.Max(a, b)], call.At);
    }
}
