using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

/// <summary>What a method works on.</summary>
internal sealed record MethodCall(Machine Machine, Value Target, Value[] Arguments, int At)
{
    public string TargetText => Target.Text;

    public Value Argument(int index) => index < Arguments.Length ? Arguments[index] : Value.Undefined;

    public string Text(int index) => Machine.TextOf(Argument(index), At);

    /// <summary>A whole number, 0 for what is none, or the given one where the argument is left out.</summary>
    public double Whole(int index, double otherwise)
    {
        if (Argument(index).Kind == ValueKind.Undefined)
        {
            return otherwise;
        }

        var number = Machine.Number(Argument(index), At);
        return double.IsNaN(number) ? 0 : Math.Truncate(number);
    }

    /// <summary>The span that slice(start, end) means: negative places count from the end.</summary>
    public (int Start, int Length) Slice(int count)
    {
        var (start, end) = (Place(Whole(0, 0), count), Place(Whole(1, count), count));
        return (start, Math.Max(0, end - start));
    }

    private static int Place(double place, int count) =>
        (int)Math.Clamp(place < 0 ? place + count : place, 0, count);
}

/// <param name="Least">Fewest arguments.</param>
/// <param name="Most">Most arguments: what JavaScript offers beyond them is refused rather than ignored.</param>
internal sealed record Method(string Name, int Least, int Most, Func<MethodCall, Value> Body)
{
    public Value Call(Machine machine, Value target, Value[] arguments, int at) =>
        arguments.Length >= Least && arguments.Length <= Most
            ? Body(new(machine, target, arguments, at))
            : throw machine.Fail($"`{Name}` takes {(Least == Most ? $"{Least}" : $"{Least} to {Most}")} argument{(Most == 1 ? "" : "s")} here.", at);
}
