using System.Globalization;

namespace PracticeHub.Kernel.Workflows;

/// <summary>A cron expression of five fields: minute, hour, day, month, day of the week (0 and 7 are Sunday).</summary>
public sealed class Cron
{
    private static readonly (int Low, int High)[] Bounds = [(0, 59), (0, 23), (1, 31), (1, 12), (0, 7)];
    private readonly bool[][] _fields;
    private readonly bool _isAnyDay;
    private readonly bool _isAnyWeekday;

    private Cron(bool[][] fields, bool isAnyDay, bool isAnyWeekday) => (_fields, _isAnyDay, _isAnyWeekday) = (fields, isAnyDay, isAnyWeekday);

    /// <exception cref="FormatException">Which field is wrong.</exception>
    public static Cron Parse(string expression)
    {
        var parts = expression.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length != Bounds.Length)
        {
            throw new FormatException($"A timer needs five fields, not \"{expression}\".");
        }

        var fields = parts.Select((part, i) => Field(part, Bounds[i].Low, Bounds[i].High)).ToArray();
        fields[4][0] |= fields[4][7];
        return new(fields, parts[2] == "*", parts[4] == "*");
    }

    /// <summary>The first minute after <paramref name="after"/>.</summary>
    /// <exception cref="FormatException">There is none, as on 31 February.</exception>
    public DateTimeOffset Next(DateTimeOffset after)
    {
        var utc = after.UtcDateTime;
        var at = new DateTime(utc.Year, utc.Month, utc.Day, utc.Hour, utc.Minute, 0, DateTimeKind.Utc).AddMinutes(1);
        for (var end = at.AddYears(9); at < end;)
        {
            if (!_fields[3][at.Month] || !IsDay(at))
            {
                at = at.Date.AddDays(1);
            }
            else if (!_fields[1][at.Hour])
            {
                at = at.Date.AddHours(at.Hour + 1);
            }
            else if (!_fields[0][at.Minute])
            {
                at = at.AddMinutes(1);
            }
            else
            {
                return new(at, TimeSpan.Zero);
            }
        }

        throw new FormatException("A timer's moment never comes.");
    }

    // When both kinds of day are given, either is enough: the rule of cron since its first days.
    private bool IsDay(DateTime at) => (_isAnyDay, _isAnyWeekday) switch
    {
        (false, false) => _fields[2][at.Day] || _fields[4][(int)at.DayOfWeek],
        _ => _fields[2][at.Day] && _fields[4][(int)at.DayOfWeek],
    };

    private static bool[] Field(string text, int low, int high)
    {
        var on = new bool[high + 1];
        foreach (var piece in text.Split(','))
        {
            var (range, step) = piece.Split('/') is [var r, var s] ? (r, Number(s, 1, high)) : (piece, 1);
            var (from, to) = range == "*" ? (low, high)
                : range.Split('-') is [var f, var t] ? (Number(f, low, high), Number(t, low, high))
                : (Number(range, low, high), piece.Contains('/', StringComparison.Ordinal) ? high : Number(range, low, high));
            for (var i = from; i <= to; i += step)
            {
                on[i] = true;
            }
        }

        return on;
    }

    private static int Number(string text, int low, int high) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= low && number <= high
            ? number
            : throw new FormatException($"{text} is not a number from {low} to {high}.");
}
