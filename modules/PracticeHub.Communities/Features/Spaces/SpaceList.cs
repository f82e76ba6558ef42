using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Spaces;

/// <summary>What a list in a community can be narrowed to, besides topic and person.</summary>
public enum SpaceState
{
    Published,
    Promoted,
    Due,
    InReview,
    ChangesAsked,
    Declined,
    Retired,
    Draft,
}

/// <summary>The items of a community, narrowed by what stands in the address.</summary>
internal static class SpaceList
{
    extension(IQueryable<Card> cards)
    {
        public IQueryable<Card> Narrowed(HubDb db, string? topic, string? person, SpaceState state, DateTimeOffset now)
        {
            var found = cards.Standing(state, now);
            if (!string.IsNullOrEmpty(topic))
            {
                found = found.Where(c => db.Set<ItemTerm>().Any(t => t.ItemId == c.ItemId && t.TermId == topic));
            }

            var name = person?.Trim().TrimStart('@').ToLowerInvariant();
            return string.IsNullOrEmpty(name) ? found : found.Where(c => c.OwnerId == db.Users.Where(u => u.UserName == name).Select(u => u.Id).FirstOrDefault());
        }

        private IQueryable<Card> Standing(SpaceState state, DateTimeOffset now) => state switch
        {
            SpaceState.Promoted => cards.Published.Where(c => c.Promotion != PromotionLevel.None),
            SpaceState.Due => cards.Published.Where(c => c.VerifiedUntilUtc < now),
            SpaceState.InReview => cards.Where(c => c.State == CardState.InReview),
            SpaceState.ChangesAsked => cards.Where(c => c.State == CardState.ChangesAsked),
            SpaceState.Declined => cards.Where(c => c.State == CardState.Declined),
            SpaceState.Retired => cards.Where(c => c.State == CardState.Retired),
            SpaceState.Draft => cards.Where(c => c.State == CardState.Draft),
            _ => cards.Published,
        };
    }
}
