using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

/// <summary>It is never a value, so it cannot be stored and cannot call itself.</summary>
internal sealed class Arrow(List<string> parameters, Node body)
{
    public Value Call(Machine machine, Value item, int index)
    {
        var outer = machine.Locals;
        machine.Locals = new(outer);
        Value[] arguments = [item, Value.Of(index)];
        for (var i = 0; i < parameters.Count; i++)
        {
            machine.Locals.Set(parameters[i], arguments[i]);
        }

        var result = body.Evaluate(machine);
        machine.Locals = outer;
        return result;
    }
}

internal sealed class ArrowLink(string name, Arrow arrow, bool optional, int at) : Link($"`{name}`", optional, at)
{
    public override Value Follow(Machine machine, Value target)
    {
        if (target.Kind != ValueKind.Array)
        {
            throw machine.Fail($"The method `{name}` of {target.KindName} is not supported.", At);
        }

        var items = machine.Items(target, At);
        bool Holds(Value item, int index) => arrow.Call(machine, item, index).IsTrue;
        return name switch
        {
            "map" => Value.Of([.. items.Select((item, index) => arrow.Call(machine, item, index))]),
            "filter" => Value.Of([.. items.Where(Holds)]),
            "find" => items.Where(Holds).FirstOrDefault(),
            "some" => Value.Of(items.Where(Holds).Any()),
            _ => Value.Of(items.Select(Holds).All(holds => holds)),
        };
    }
}
