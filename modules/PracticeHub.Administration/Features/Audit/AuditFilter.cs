using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.Audit;

/// <summary>Which deeds one wants to see; the page and the file take the same.</summary>
public sealed record AuditFilter
{
    /// <summary>The user name of whoever did it.</summary>
    [FromQuery(Name = "who")]
    public string? Who { get; init; }

    /// <summary>A group of deeds.</summary>
    [FromQuery(Name = "what")]
    public string? What { get; init; }

    [FromQuery(Name = ListTime.Parameter)]
    public string? Time { get; init; }
}

/// <summary>A deed as the log keeps it, and who did it.</summary>
public sealed record AuditRow(long Id, DateTimeOffset AtUtc, string Verb, string ActorId, string? UserName, string? DisplayName, string? Data);

/// <summary>What administrators have done, newest first.</summary>
public sealed class AuditTrail(HubDb db, CurrentHub hub, CurrentMember me, TimeProvider clock)
{
    /// <summary>The words of every deed, those of features that are off included: the trail goes on to tell of them.</summary>
    public IReadOnlyList<HubDeed> Deeds { get; } = [.. hub.Catalog.Contributions<HubDeed>().Select(c => (HubDeed)c.Value!)];

    public IEnumerable<HubDeed> Groups => Deeds.DistinctBy(deed => deed.Group);

    /// <param name="before">The id of the deed after which the page begins; null for the newest.</param>
    public IQueryable<AuditRow> Of(AuditFilter filter, long? before)
    {
        var deeds = db.Activities.AsNoTracking().Where(a => a.IsAdministration);
        if (before is { } id)
        {
            deeds = deeds.Where(a => a.Id < id);
        }

        if (Groups.FirstOrDefault(deed => deed.Group == filter.What) is { Group: var group })
        {
            var verbs = Deeds.Where(deed => deed.Group == group).Select(deed => deed.Verb).ToList();
            deeds = deeds.Where(a => verbs.Contains(a.Verb));
        }

        if (me.Since(filter.Time, clock.GetUtcNow()) is { } since)
        {
            deeds = deeds.Where(a => a.AtUtc >= since);
        }

        var rows = deeds.LeftJoin(db.Users, deed => deed.ActorId, user => user.Id, (deed, user) => new { deed, user });
        if (filter.Who?.Trim() is { Length: > 0 } who)
        {
            rows = rows.Where(row => row.user!.UserName == who || row.deed.ActorId == who);
        }

        return rows.OrderByDescending(row => row.deed.Id)
            .Select(row => new AuditRow(row.deed.Id, row.deed.AtUtc, row.deed.Verb, row.deed.ActorId, row.user!.UserName, row.user.DisplayName, row.deed.Data));
    }
}
