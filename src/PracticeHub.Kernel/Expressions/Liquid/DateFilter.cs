using System.Globalization;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

/// <summary>strftime, in English whoever reads: the result goes into titles and addresses.</summary>
internal static class DateFilter
{
    public static Value Apply(FilterCall call)
    {
        if (Parse(call) is not { } date)
        {
            return call.Input;
        }

        var (format, result) = (call.Text(0), new BoundedText(call.Machine));
        for (var i = 0; i < format.Length; i++)
        {
            var unpadded = format[i] == '%' && i + 1 < format.Length && format[i + 1] == '-';
            var at = i + (unpadded ? 2 : 1);
            if (format[i] != '%' || at >= format.Length)
            {
                result.Append(format.AsSpan(i, 1), call.At);
                continue;
            }

            var part = Part(date, format[at]) ?? throw call.Machine.Fail($"`%{format[at]}` in a date is not supported.", call.At);
            result.Append(unpadded ? Unpadded(part) : part, call.At);
            i = at;
        }

        return Value.Of(result.ToString());
    }

    /// <summary>A date in ISO or a common written form, or seconds since 1970; "now" asks the scope's function of that name.</summary>
    private static DateTimeOffset? Parse(FilterCall call)
    {
        var input = call.Input;
        if (input is { Kind: ValueKind.Text, Text: "now" or "today" } && call.Machine.Scope.FindFunction("now") is not null)
        {
            input = call.Machine.Call("now", [], call.At);
        }

        return input.Kind switch
        {
            ValueKind.Number when Math.Abs(input.Number) < 2.5e11 && input.Number > -6.2e10 =>
                DateTimeOffset.UnixEpoch.AddSeconds(input.Number),
            ValueKind.Text when input.Text.Length < 100 && DateTimeOffset.TryParse(
                input.Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date) => date,
            _ => null,
        };
    }

    private static string? Part(DateTimeOffset date, char directive) => directive switch
    {
        'Y' => Text(date, "yyyy"),
        'y' => Text(date, "yy"),
        'm' => Text(date, "MM"),
        'd' => Text(date, "dd"),
        'e' => Text(date, "%d").PadLeft(2),
        'j' => date.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        'B' => Text(date, "MMMM"),
        'b' or 'h' => Text(date, "MMM"),
        'A' => Text(date, "dddd"),
        'a' => Text(date, "ddd"),
        'H' => Text(date, "HH"),
        'I' => Text(date, "hh"),
        'M' => Text(date, "mm"),
        'S' => Text(date, "ss"),
        'L' => Text(date, "fff"),
        'p' => Text(date, "tt"),
        'P' => Text(date, "tt").ToLowerInvariant(),
        'z' => Text(date, "zzz").Replace(":", "", StringComparison.Ordinal),
        's' => date.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        'F' => Text(date, "yyyy-MM-dd"),
        'T' => Text(date, "HH:mm:ss"),
        'R' => Text(date, "HH:mm"),
        'D' => Text(date, "MM/dd/yy"),
        '%' => "%",
        _ => null,
    };

    private static string Text(DateTimeOffset date, string format) => date.ToString(format, CultureInfo.InvariantCulture);

    private static string Unpadded(string part) =>
        part.TrimStart(' ', '0') is { Length: > 0 } bare ? bare : "0";
}
