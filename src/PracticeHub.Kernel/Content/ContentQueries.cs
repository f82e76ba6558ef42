using PracticeHub.Kernel.Data;
using Microsoft.EntityFrameworkCore;

namespace PracticeHub.Kernel.Content;

/// <summary>The questions that lists ask; each chains onto <c>db.Cards.VisibleTo(me)</c>.</summary>
public static class ContentQueries
{
    extension(HubDb db)
    {
        public DbSet<Card> Cards => db.Set<Card>();

        public IQueryable<Rendering> Renderings => db.Set<Rendering>();

        public IQueryable<ContentVersion> Versions => db.Set<ContentVersion>();

        public IQueryable<ItemLink> Links => db.Set<ItemLink>();

        /// <summary>The item, with which nobody else who holds it deals until this transaction ends.</summary>
        public Task<int> HoldItemAsync(string itemId, CancellationToken ct) =>
            db.Database.ExecuteSqlAsync($"UPDATE hub_item SET versions = versions WHERE item_id = {itemId}", ct);

        /// <summary>Published cards about a term or anything below it, newest first by index.</summary>
        public IQueryable<Card> CardsAbout(string termId, string kind) =>
            from tag in db.Set<ItemTerm>()
            where tag.TermId == termId && tag.Kind == kind
            join card in db.Set<Card>() on tag.ItemId equals card.ItemId
            orderby tag.ListedUtc descending, tag.ItemId descending
            select card;
    }

    extension(IQueryable<Card> cards)
    {
        public IQueryable<Card> Published => cards.Where(c => c.State == CardState.Published);

        public IQueryable<Card> OfKind(string kind) => cards.Where(c => c.Kind == kind);

        public IQueryable<Card> In(string communityId) => cards.Where(c => c.CommunityId == communityId);

        public IQueryable<Card> WrittenBy(string userId) => cards.Where(c => c.OwnerId == userId);

        public IQueryable<Card> NewestFirst => cards.OrderByDescending(c => c.ListedUtc).ThenByDescending(c => c.ItemId);

        /// <summary>The cards that follow the mark in a list that is sorted newest first.</summary>
        public IQueryable<Card> Before(PageMark? mark)
        {
            if (mark is not { } at)
            {
                return cards;
            }

            var (listed, id) = (at.ListedUtc, at.ItemId);
            return cards.Where(c => c.ListedUtc < listed || (c.ListedUtc == listed && string.Compare(c.ItemId, id) < 0));
        }
    }
}
