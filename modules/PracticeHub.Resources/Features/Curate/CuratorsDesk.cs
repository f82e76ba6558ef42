using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Taxonomies;

namespace PracticeHub.Resources.Features.Curate;

/// <summary>A resource as it lies on the desk.</summary>
public sealed record OnDesk(Card Card, string VersionId, string Document)
{
    public ResourcePart Part => ContentItem.Parse(Document).Get<ResourcePart>();
}

/// <summary>What a curator says of a resource.</summary>
public sealed record Curation(string? Topics, string? Why, string? VersionId);

/// <summary>What curators may do to resources of the communities that they curate.</summary>
public sealed class CuratorsDesk(HubDb db, ContentStore store, CurrentMember me, TopicNames names, ActivityPump pump)
{
    private const int LongestNote = 4000;

    /// <summary>The published resources of my communities.</summary>
    public IQueryable<Card> Cards
    {
        get
        {
            var mine = me.Memberships.Where(m => m.Role is CommunityRole.Curator or CommunityRole.Leader).Select(m => m.CommunityId).ToList();
            var cards = db.Cards.VisibleTo(me).Published.OfKind("Resource");
            return me.SeesAll ? cards : cards.Where(c => c.CommunityId != null && mine.Contains(c.CommunityId));
        }
    }

    public Task<OnDesk?> TakeAsync(string id, CancellationToken ct) => (
        from card in Cards
        where card.ItemId == id
        join head in db.Set<ContentHead>() on card.ItemId equals head.ItemId
        join version in db.Versions on head.LatestVersionId equals version.VersionId
        select new OnDesk(card, version.VersionId, version.Document)).AsNoTracking().SingleOrDefaultAsync(ct);

    /// <summary>Tags the resource, with the curator's note; null when done.</summary>
    public async Task<Refusal?> PublishAsync(OnDesk current, Curation said, Writer by, CancellationToken ct)
    {
        if (said.VersionId is not null && said.VersionId != current.VersionId)
        {
            return ContentStore.Stale;
        }

        if (said.Why?.Length > LongestNote)
        {
            return new("long-note", "Say why it matters in at most 4,000 characters.");
        }

        var chosen = await names.ResolveAsync(said.Topics, mayCreate: true, ct);
        if (chosen.Refusal is not null || chosen.TermIds.Count == 0)
        {
            return chosen.Refusal ?? new("no-topic", "Give it at least one topic, or discard it.");
        }

        var item = (await store.FindLatestAsync(current.Card.ItemId, ct))!;
        item.Put(TopicsPart.Of(chosen.TermIds));
        item.Put(item.Get<ResourcePart>() with { Why = said.Why?.Trim() ?? "" });
        return await store.PublishAsync(item, by, ct, "Curated") is { } refusal ? refusal : await SaveAsync(ct);
    }

    /// <summary>Takes the resource out of every list; whoever shared it still has it.</summary>
    public async Task DiscardAsync(OnDesk current, Writer by, CancellationToken ct)
    {
        await store.UnpublishAsync(current.Card.ItemId, by, ct);
        await SaveAsync(ct);
    }

    private async Task<Refusal?> SaveAsync(CancellationToken ct)
    {
        if (!await db.TrySaveAsync(ct))
        {
            return ContentStore.Stale;
        }

        pump.Wake();
        return null;
    }
}
