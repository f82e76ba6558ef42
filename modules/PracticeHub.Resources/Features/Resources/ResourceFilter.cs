using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Resources.Features.Resources;

/// <summary>What a reader has chosen; it is the address of the list.</summary>
public sealed record ResourceFilter(IReadOnlyList<string> Topics, ResourceKind? Kind, bool IsPaid, string? CommunityId, bool ByTrust, string? Time = null)
{
    /// <summary>All that a resource must carry, the rarest sort of thing first.</summary>
    public IReadOnlyList<string> Tags =>
        [.. Topics, .. Kind is { } kind ? [ResourceProjection.FacetOf(kind)] : Array.Empty<string>(), .. IsPaid ? [ResourceProjection.Paid] : Array.Empty<string>()];

    /// <summary>How many choices narrow the list, time apart.</summary>
    public int Chosen => Tags.Count + (CommunityId is null ? 0 : 1);

    public bool IsEmpty => Chosen == 0 && Time is null;

    /// <summary>The topic whose children can narrow the list further.</summary>
    public string? Deepest => Topics.Count == 0 ? null : Topics[^1];

    public IQueryable<Card> Cards(HubDb db, CurrentMember me, IEnumerable<string> tags)
    {
        var cards = db.Cards.VisibleTo(me).Published.OfKind("Resource");
        cards = CommunityId is null ? cards : cards.In(CommunityId);
        return tags.Aggregate(cards, (filtered, tag) => filtered.Where(c => db.Set<ItemTerm>().Any(t => t.ItemId == c.ItemId && t.TermId == tag)));
    }

    /// <summary>Goes from the deepest topic to one below it; what is about that one is about the upper one too.</summary>
    public ResourceFilter WithTopic(string id) => this with { Topics = [.. Topics.SkipLast(1), id] };

    public ResourceFilter WithoutTopic(string id) => this with { Topics = [.. Topics.Where(t => t != id)] };

    /// <summary>The feed of the same list; kinds and prices are tags like topics.</summary>
    public string Feed => FeedPlace.Query(
        [("kind", "resources"), .. Tags.Select(tag => ("topic", (string?)tag)), ("community", CommunityId), (ListTime.Parameter, Time)]);

    public string Address
    {
        get
        {
            var parts = Topics.Select(t => $"topic={t}").ToList();
            parts.AddRange(Kind is { } kind ? [$"kind={kind}"] : []);
            parts.AddRange(IsPaid ? ["paid=true"] : []);
            parts.AddRange(CommunityId is null ? [] : [$"community={CommunityId}"]);
            parts.AddRange(ListTime.All.Any(t => t.Value == Time) ? [$"{ListTime.Parameter}={Time}"] : []);
            parts.AddRange(ByTrust ? ["sort=trust"] : []);
            return parts.Count == 0 ? "/resources" : "/resources?" + string.Join('&', parts);
        }
    }
}
