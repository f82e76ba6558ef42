using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

internal static class ListFilters
{
    public static Dictionary<string, Filter> All { get; } = new()
    {
        ["default"] = new(1, 1, call => IsEmpty(call.Input) ? call.Arguments[0] : call.Input),
        ["split"] = new(1, 1, Split),
        ["join"] = new(0, 1, Join),
        ["first"] = new(0, 0, call => At(call, 0)),
        ["last"] = new(0, 0, call => At(call, call.Input.Count - 1)),
        ["size"] = new(0, 0, call => Size(call.Input)),
    };

    public static Value Size(Value value) => Value.Of(value.Kind == ValueKind.Text ? value.Text.Length : value.Count);

    private static bool IsEmpty(Value value) =>
        !Comparison.IsTrue(value)
        || (value.Kind == ValueKind.Text && value.Text.Length == 0)
        || (value.Kind == ValueKind.Array && value.Count == 0);

    private static Value At(FilterCall call, int index) =>
        call.Input.Kind == ValueKind.Array ? call.Machine.Item(call.Input, index, call.At) : Value.Null;

    private static Value Split(FilterCall call)
    {
        var (text, separator) = (call.InputText, call.Text(0));
        call.Machine.Search(text.Length, separator.Length, call.At);
        return text.Length == 0 ? Value.Of(Array.Empty<Value>()) : call.Machine.Split(text, separator, call.At);
    }

    private static Value Join(FilterCall call) => call.Input.Kind == ValueKind.Array
        ? Value.Of(call.Machine.Joined(call.Input, call.Text(0, " "), call.At))
        : call.Input;
}
