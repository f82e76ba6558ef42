using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

internal static class NumberFilters
{
    // Where both are moderate the sum is a decimal one, so that 0.1 plus 0.2 is 0.3.
    private const double Moderate = 1e12;

    public static Dictionary<string, Filter> All { get; } = new()
    {
        ["plus"] = new(1, 1, call => Compute(call, decimal.Add, (a, b) => a + b)),
        ["minus"] = new(1, 1, call => Compute(call, decimal.Subtract, (a, b) => a - b)),
        ["times"] = new(1, 1, call => Compute(call, decimal.Multiply, (a, b) => a * b)),
    };

    private static Value Compute(FilterCall call, Func<decimal, decimal, decimal> exact, Func<double, double, double> wide)
    {
        var (a, b) = (Numeric.Of(call, call.Input), Numeric.Of(call, call.Arguments[0]));
        return Value.Of(Math.Abs(a) < Moderate && Math.Abs(b) < Moderate ? (double)exact((decimal)a, (decimal)b) : wide(a, b));
    }
}

internal static class Numeric
{
    /// <summary>A number, or the number that a text says; 0 for anything else, as in Liquid.</summary>
    public static double Of(FilterCall call, Value value)
    {
        if (value.Kind == ValueKind.Number)
        {
            return value.Number;
        }

        if (value.Kind != ValueKind.Text)
        {
            return 0;
        }

        call.Machine.Work(value.Text.Length, call.At);
        return NumberText.Parse(value.Text) is var number && double.IsFinite(number) ? number : 0;
    }
}
