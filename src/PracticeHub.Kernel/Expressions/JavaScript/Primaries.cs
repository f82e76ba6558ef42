using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal sealed class Variable(string name, int at) : Node(at)
{
    protected override Value Run(Machine machine) =>
        machine.Locals.TryGet(name, out var value) ? value
        : machine.Scope.TryVariable(name, out var node) ? machine.Read(node, At)
        : throw machine.Fail(
            machine.Scope.FindFunction(name) is null ? $"`{name}` is not known here." : $"`{name}` is a function; call it with ().", At);
}

internal sealed class Call(string name, List<Node> arguments, int at) : Node(at)
{
    protected override Value Run(Machine machine) =>
        machine.Call(name, [.. arguments.Select(argument => argument.Evaluate(machine))], At);
}

internal sealed class BuiltinCall(Builtin function, List<Node> arguments, int at) : Node(at)
{
    protected override Value Run(Machine machine) =>
        function(machine, [.. arguments.Select(argument => argument.Evaluate(machine))], At);
}

internal sealed class ArrayLiteral(List<Node> items, int at) : Node(at)
{
    protected override Value Run(Machine machine) =>
        Value.Of([.. items.Select(item => item.Evaluate(machine))]);
}

internal sealed class ObjectLiteral(List<(string Name, Node Value)> members, int at) : Node(at)
{
    protected override Value Run(Machine machine)
    {
        var result = new OrderedDictionary<string, Value>(StringComparer.Ordinal);
        foreach (var (name, value) in members)
        {
            result[name] = value.Evaluate(machine);
        }

        return Value.Of(result);
    }
}

internal sealed class Template(List<Node> parts, int at) : Node(at)
{
    protected override Value Run(Machine machine)
    {
        var text = new BoundedText(machine);
        foreach (var part in parts)
        {
            text.Append(machine.TextOf(part.Evaluate(machine), part.At), part.At);
        }

        return Value.Of(text.ToString());
    }
}
