using System.Globalization;
using PracticeHub.Kernel.Content;

namespace PracticeHub.WorkLogs.Features.Logs;

/// <summary>A week as ISO 8601 counts them, <c>2026-W47</c>, in the reader's own zone.</summary>
public sealed record Week(int Year, int Number)
{
    public DateOnly Monday => DateOnly.FromDateTime(ISOWeek.ToDateTime(Year, Number, DayOfWeek.Monday));

    public Week Before => Of(Monday.AddDays(-7));

    public Week After => Of(Monday.AddDays(7));

    public static Week Of(DateOnly day) => new(ISOWeek.GetYear(day), ISOWeek.GetWeekOfYear(day));

    public static Week? Parse(string? text)
    {
        var parts = text?.Split("-W");
        return parts is [{ Length: 4 } year, { Length: 2 } number]
            && int.TryParse(year, NumberStyles.None, CultureInfo.InvariantCulture, out var y) && y is > 1900 and < 9000
            && int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n >= 1 && n <= ISOWeek.GetWeeksInYear(y)
            ? new(y, n) : null;
    }

    /// <summary>When it begins and ends for people in that zone.</summary>
    public (DateTimeOffset From, DateTimeOffset To) In(TimeZoneInfo zone) => (LocalDay.Begins(Monday, zone), LocalDay.Begins(Monday.AddDays(7), zone));

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Year:D4}-W{Number:D2}");
}
