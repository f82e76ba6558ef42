using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal sealed class Chain(Node first, List<Link> links) : Node(first.At)
{
    protected override Value Run(Machine machine)
    {
        var value = first.Evaluate(machine);
        foreach (var link in links)
        {
            machine.Step(link.At);
            if (value.IsNullish)
            {
                return link.Optional
                    ? Value.Undefined
                    : throw machine.Fail($"{link.Shown} cannot be read: what stands before it is {value.KindName}.", link.At);
            }

            value = link.Follow(machine, value);
        }

        return value;
    }
}

/// <summary>One thing asked of the value before it.</summary>
internal abstract class Link(string shown, bool optional, int at)
{
    public string Shown => shown;

    public bool Optional => optional;

    public int At => at;

    public abstract Value Follow(Machine machine, Value target);

    protected static Value Member(Machine machine, Value target, string name, int at) => target.Kind switch
    {
        ValueKind.Object => machine.Member(target, name, at),
        ValueKind.Array when name == "length" => Value.Of(target.Count),
        ValueKind.Text when name == "length" => Value.Of(target.Text.Length),
        _ => Value.Undefined,
    };
}

internal sealed class MemberLink(string name, bool optional, int at) : Link($"`{name}`", optional, at)
{
    public override Value Follow(Machine machine, Value target) => Member(machine, target, name, At);
}

internal sealed class IndexLink(Node index, bool optional, int at) : Link("An index", optional, at)
{
    public override Value Follow(Machine machine, Value target)
    {
        var key = index.Evaluate(machine);
        var name = machine.TextOf(key, At);
        return target.Kind switch
        {
            ValueKind.Array when IsIndex(name, target.Count, out var i) => machine.Item(target, i, At),
            ValueKind.Text when IsIndex(name, target.Text.Length, out var i) => Value.Of(target.Text[i].ToString()),
            _ => Member(machine, target, name, At),
        };
    }

    private static bool IsIndex(string name, int count, out int index) =>
        int.TryParse(name, System.Globalization.NumberStyles.None, null, out index)
        && index < count && (name.Length == 1 || name[0] != '0');
}

internal sealed class MethodLink(string name, List<Node> arguments, bool optional, int at) : Link($"`{name}`", optional, at)
{
    public override Value Follow(Machine machine, Value target)
    {
        var method = target.Kind switch
        {
            ValueKind.Text => StringMethods.Find(name),
            ValueKind.Array => ArrayMethods.Find(name),
            _ => null,
        };

        if (method is null && !(name == "toString" && arguments.Count == 0))
        {
            throw machine.Fail($"The method `{name}` of {target.KindName} is not supported.", At);
        }

        var values = arguments.Select(argument => argument.Evaluate(machine)).ToArray();
        return method is null ? machine.Text(machine.TextOf(target, At), At) : method.Call(machine, target, values, At);
    }
}
