using System.Buffers;
using System.Globalization;

namespace PracticeHub.Kernel.Expressions.Core;

/// <summary>Numbers as JavaScript writes and reads them, whatever the culture.</summary>
internal static class NumberText
{
    private const NumberStyles Styles =
        NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    private static readonly SearchValues<char> Characters = SearchValues.Create("0123456789+-.eE");

    public static string Format(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? "NaN" : number > 0 ? "Infinity" : "-Infinity";
        }

        if (number == Math.Floor(number) && Math.Abs(number) < 1e15)
        {
            return ((long)number).ToString(CultureInfo.InvariantCulture);
        }

        var (digits, point) = Shortest(Math.Abs(number));
        return (number < 0 ? "-" : "") + Place(digits, point);
    }

    /// <summary>NaN for what is no number; 0 for blank text, as JavaScript has it.</summary>
    public static double Parse(string text)
    {
        var trimmed = text.AsSpan().Trim();
        return trimmed switch
        {
            "" => 0,
            "Infinity" or "+Infinity" => double.PositiveInfinity,
            "-Infinity" => double.NegativeInfinity,
            _ when trimmed.ContainsAnyExcept(Characters) => double.NaN,
            _ => double.TryParse(trimmed, Styles, CultureInfo.InvariantCulture, out var number) ? number : double.NaN,
        };
    }

    /// <summary>The shortest digits that read back as the same number, and where the decimal point stands in them.</summary>
    private static (string Digits, int Point) Shortest(double number)
    {
        var parts = number.ToString("R", CultureInfo.InvariantCulture).Split('E');
        var mantissa = parts[0].Split('.');
        var digits = string.Concat(mantissa).TrimStart('0');
        var leadingZeros = string.Concat(mantissa).Length - digits.Length;
        var exponent = parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0;
        return (digits.TrimEnd('0'), mantissa[0].Length - leadingZeros + exponent);
    }

    private static string Place(string digits, int point) => point switch
    {
        > 21 or < -5 => Exponential(digits, point - 1),
        <= 0 => "0." + new string('0', -point) + digits,
        _ when point >= digits.Length => digits.PadRight(point, '0'),
        _ => digits.Insert(point, "."),
    };

    private static string Exponential(string digits, int exponent) =>
        (digits.Length == 1 ? digits : digits.Insert(1, "."))
        + "e" + (exponent < 0 ? "-" : "+") + Math.Abs(exponent).ToString(CultureInfo.InvariantCulture);
}
