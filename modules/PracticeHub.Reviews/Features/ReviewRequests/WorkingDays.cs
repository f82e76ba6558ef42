namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>Days on which people work: Saturdays and Sundays are not counted.</summary>
internal static class WorkingDays
{
    /// <summary>The same time of day, some working days later, as the clock on the wall shows it; before it where the number is negative.</summary>
    public static DateTimeOffset After(DateTimeOffset start, int days, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(start, zone).DateTime;
        for (var left = Math.Min(Math.Abs(days), 365); left > 0;)
        {
            local = local.AddDays(Math.Sign(days));
            left -= IsWorked(local) ? 1 : 0;
        }

        // An hour that the clock skips in spring does not exist.
        local = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static bool IsWorked(DateTime day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday);
}
