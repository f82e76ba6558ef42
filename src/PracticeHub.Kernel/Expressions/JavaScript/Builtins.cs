using System.Text.Encodings.Web;
using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

internal delegate Value Builtin(Machine machine, Value[] arguments, int at);

internal static class Builtins
{
    public static Builtin? Find(string name) => name switch
    {
        "Math.min" => (machine, arguments, at) => Fold(machine, arguments, at, double.PositiveInfinity, Math.Min),
        "Math.max" => (machine, arguments, at) => Fold(machine, arguments, at, double.NegativeInfinity, Math.Max),
        "Math.floor" => One("Math.floor", Math.Floor),
        "Math.ceil" => One("Math.ceil", Math.Ceiling),
        "Math.round" => One("Math.round", Round),
        "JSON.stringify" => Stringify,
        _ => null,
    };

    private static Value Fold(Machine machine, Value[] arguments, int at, double seed, Func<double, double, double> fold) =>
        Value.Of(arguments.Select(argument => machine.Number(argument, at)).Aggregate(seed, fold));

    private static Builtin One(string name, Func<double, double> function) => (machine, arguments, at) =>
        arguments.Length == 1
            ? Value.Of(function(machine.Number(arguments[0], at)))
            : throw machine.Fail($"`{name}` takes 1 argument here.", at);

    // Halves go up, also below zero.
    private static double Round(double number)
    {
        var floor = Math.Floor(number);
        return number - floor >= 0.5 ? floor + 1 : floor;
    }

    private static Value Stringify(Machine machine, Value[] arguments, int at)
    {
        if (arguments.Length != 1)
        {
            throw machine.Fail("`JSON.stringify` takes 1 argument here.", at);
        }

        return arguments[0].Kind == ValueKind.Undefined
            ? Value.Undefined
            : Value.Of(JsonText.Write(machine, arguments[0], JavaScriptEncoder.UnsafeRelaxedJsonEscaping, at));
    }
}
