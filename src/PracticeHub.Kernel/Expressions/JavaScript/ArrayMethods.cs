using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal static class ArrayMethods
{
    private static readonly Dictionary<string, Method> Methods = new Method[]
    {
        new("includes", 1, 1, call => Value.Of(IndexOf(call, nanIsItself: true) >= 0)),
        new("indexOf", 1, 1, call => Value.Of(IndexOf(call, nanIsItself: false))),
        new("join", 0, 1, Join),
        new("slice", 0, 2, Slice),
    }.ToDictionary(method => method.Name, StringComparer.Ordinal);

    public static Method? Find(string name) => Methods.GetValueOrDefault(name);

    private static int IndexOf(MethodCall call, bool nanIsItself)
    {
        var sought = call.Argument(0);
        return Array.FindIndex(call.Machine.Items(call.Target, call.At), item =>
            call.Machine.StrictlyEqual(item, sought, call.At) || (nanIsItself && IsNaN(item) && IsNaN(sought)));
    }

    private static bool IsNaN(Value value) => value.Kind == ValueKind.Number && double.IsNaN(value.Number);

    private static Value Join(MethodCall call)
    {
        var separator = call.Argument(0).Kind == ValueKind.Undefined ? "," : call.Text(0);
        return Value.Of(call.Machine.Join(call.Target, separator, call.At));
    }

    private static Value Slice(MethodCall call)
    {
        var (start, length) = call.Slice(call.Target.Count);
        return Value.Of(call.Machine.Items(call.Target, call.At).AsSpan(start, length).ToArray());
    }
}
