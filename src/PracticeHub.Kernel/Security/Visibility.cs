using PracticeHub.Kernel.Content;

namespace PracticeHub.Kernel.Security;

/// <summary>Every look-up starts here: what a member may not see is not there.</summary>
public static class Visibility
{
    extension(IQueryable<Card> cards)
    {
        public IQueryable<Card> VisibleTo(CurrentMember me)
        {
            var keys = me.ReaderKeys;
            var id = me.Id ?? "";
            return me.SeesAll ? cards : cards.Where(card => keys.Contains(card.ReaderKey) || card.OwnerId == id);
        }
    }

    extension(IQueryable<Tally> tallies)
    {
        /// <summary>The counts of what this reader may see; an administrator's are those of everything.</summary>
        public IQueryable<Tally> VisibleTo(CurrentMember me)
        {
            var keys = me.ReaderKeys;
            return me.SeesAll ? tallies : tallies.Where(tally => keys.Contains(tally.ReaderKey));
        }
    }
}
