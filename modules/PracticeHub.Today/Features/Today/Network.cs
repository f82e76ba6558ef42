using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Today.Features.Today;

/// <summary>
/// What is new for this reader. The lists are read newest first along the index of the date until a page is full, so they
/// take no longer in a larger hub; hence the <c>?? ""</c>, which keeps the databases from collecting everything first.
/// </summary>
public sealed class Network(HubDb db, CurrentHub hub, CurrentMember me)
{
    /// <summary>A network that rarely speaks must not make the page read the whole hub: so far back it looks, from the mark on.</summary>
    private const int MostLookedAt = 2000;

    public IQueryable<Card> News(TodayView view, PageMark? after)
    {
        var kinds = hub.Kinds.Where(k => k.IsContribution).Select(k => k.Type).ToList();
        var cards = db.Cards.VisibleTo(me).Published.Where(c => kinds.Contains(c.Kind));
        return view switch
        {
            TodayView.Network => Followed(cards, kinds, Horizon(after)),
            TodayView.Communities => Own(cards, Horizon(after)),
            _ => cards,
        };
    }

    /// <summary>The date of the last row to look at: a date and no number of rows, so that the index is read no further than the page needs.</summary>
    private IQueryable<DateTimeOffset?> Horizon(PageMark? after) =>
        db.Cards.Published.Before(after).NewestFirst.Select(c => (DateTimeOffset?)c.ListedUtc).Skip(MostLookedAt);

    private IQueryable<Card> Own(IQueryable<Card> cards, IQueryable<DateTimeOffset?> horizon)
    {
        var mine = me.Memberships.Select(m => m.CommunityId).ToList();
        return cards.Where(c => c.ListedUtc >= (horizon.FirstOrDefault() ?? DateTimeOffset.MinValue) && mine.Contains(c.CommunityId ?? ""));
    }

    private IQueryable<Card> Followed(IQueryable<Card> cards, List<string> kinds, IQueryable<DateTimeOffset?> horizon)
    {
        var id = me.RequiredId;
        var people = db.Follows.TargetsOf(id, FollowKind.Person);
        var communities = db.Follows.TargetsOf(id, FollowKind.Community);
        var topics = db.Follows.TargetsOf(id, FollowKind.Topic);
        // Gathered once and not asked for each row: of a quiet network hardly a row is about a topic.
        var about = db.Set<ItemTerm>().Where(t => topics.Contains(t.TermId) && kinds.Contains(t.Kind)
            && t.ListedUtc >= (horizon.FirstOrDefault() ?? DateTimeOffset.MinValue)).Select(t => t.ItemId);
        return cards.Where(c => c.ListedUtc >= (horizon.FirstOrDefault() ?? DateTimeOffset.MinValue)
            && (people.Contains(c.OwnerId) || communities.Contains(c.CommunityId ?? "") || about.Contains(c.ItemId)));
    }
}
