using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Content;

/// <summary>
/// How far back a list goes: <c>?time=week</c>, <c>month</c> or <c>year</c>, counted in whole days of the reader's calendar, so
/// that all pages of a list that is read today begin at the same moment. Lists show the choice by the partial <c>_Times</c>.
/// </summary>
public static class ListTime
{
    public const string Parameter = "time";

    /// <summary>What can stand in the address, with its English words.</summary>
    public static readonly IReadOnlyList<(string Value, string Words)> All =
        [("week", "Last seven days"), ("month", "Last month"), ("year", "Last year")];

    /// <summary>Where the list ends; null for anything that is no such time: the list then goes back to its beginning.</summary>
    public static DateTimeOffset? Since(string? time, DateTimeOffset now, TimeZoneInfo zone)
    {
        var today = LocalDay.Of(now, zone);
        DateOnly? first = time switch
        {
            "week" => today.AddDays(-6),
            "month" => today.AddMonths(-1),
            "year" => today.AddYears(-1),
            _ => null,
        };
        return first is { } day ? LocalDay.Begins(day, zone) : null;
    }

    extension(CurrentMember me)
    {
        /// <inheritdoc cref="Since(string?, DateTimeOffset, TimeZoneInfo)"/>
        public DateTimeOffset? Since(string? time, DateTimeOffset now) => Since(time, now, me.TimeZone);
    }

    extension(IQueryable<Card> cards)
    {
        public IQueryable<Card> Since(DateTimeOffset? first) => first is { } from ? cards.Where(c => c.ListedUtc >= from) : cards;
    }
}
