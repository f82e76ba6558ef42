using Microsoft.EntityFrameworkCore;
using PracticeHub.Communities.Features.Communities;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Spaces;

/// <summary>Reads all that the pages of a community share, by one query.</summary>
public sealed class SpaceReader(HubDb db, CurrentHub hub, CurrentMember me, TimeProvider clock)
{
    /// <summary>Null when there is no such community, or the reader may not know of it.</summary>
    public async Task<Space?> AtAsync(string slug, CancellationToken ct, SpaceFilter? filter = null)
    {
        var rows = (await db.Database.SqlQueryRaw<SpaceRow>(SpaceSql.Text(hub, me, slug, filter ?? new(), out var arguments), arguments).ToListAsync(ct))
            .ToLookup(row => row.Source);
        if (rows[SpaceSql.Head].FirstOrDefault() is not { } head)
        {
            return null;
        }

        var community = new Community { Id = head.Key, Title = head.Text1!, Path = $"communities/{slug}", Openness = Enum.Parse<Openness>(head.Text2!) };
        return MayKnow(community) ? Fill(community, ContentItem.Parse(head.Text3!), rows) : null;
    }

    private bool MayKnow(Community community) => me.SeesAll || me.ReaderKeys.Contains(ReaderKeys.OfCommunity(community))
        || me.RoleIn(community.Id) is not null;

    private Space Fill(Community community, ContentItem item, ILookup<int, SpaceRow> rows)
    {
        var now = clock.GetUtcNow();
        return new(community, item.Get<CommunityPart>(), item.Get<TopicsPart>().TermIds, item.VersionId!)
        {
            Leaders = [.. rows[SpaceSql.Leader].Where(r => r.AtUtc is null || r.AtUtc > now).Select(r => new LeaderInfo(r.Key, r.Text1!, r.AtUtc))
                .OrderBy(l => l.Until is not null).ThenBy(l => l.DisplayName, StringComparer.CurrentCulture)],
            KindCounts = rows[SpaceSql.Kind].ToDictionary(r => r.Key, r => r.Number),
            Topics = [.. rows[SpaceSql.Topic].OrderByDescending(r => r.Number).ThenBy(r => r.Text1, StringComparer.CurrentCulture)
                .Select(r => new TopicCount(r.Key, r.Text1!, r.Number))],
            Waits = [.. rows[SpaceSql.Waiting].OrderBy(r => r.AtUtc).Select(r => new WaitInfo(r.Key, r.Text1!, r.Text2!, r.AtUtc!.Value))],
            Promoted = [.. rows[SpaceSql.Promoted].OrderByDescending(r => r.AtUtc).Select(r => new ItemInfo(r.Key, r.Text1!, r.Text2!))],
            Request = rows[SpaceSql.Request].Select(r => new StandingRequest(r.Text1!, r.Text2!, r.Text3 is not null, r.AtUtc)).FirstOrDefault(),
            Members = rows[SpaceSql.Count].FirstOrDefault(r => r.Key == "members")?.Number ?? 0,
            Asking = me.Leads(community.Id) ? rows[SpaceSql.Count].FirstOrDefault(r => r.Key == "asking")?.Number ?? 0 : 0,
            TopicTitle = rows[SpaceSql.TopicTitle].FirstOrDefault()?.Text1,
        };
    }
}

/// <summary>A row of the one query behind a community's pages; what its columns hold depends on the source.</summary>
public sealed record SpaceRow(int Source, string Key, string? Text1, string? Text2, string? Text3, long Number, DateTime? At)
{
    public DateTimeOffset? AtUtc => At.AsUtc;
}
