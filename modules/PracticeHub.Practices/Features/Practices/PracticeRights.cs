using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Practices.Features.Practices;

/// <summary>Who may do what to a practice that they can see.</summary>
internal static class PracticeRights
{
    extension(CurrentMember me)
    {
        public bool MayWritePractices => me.IsSignedIn && me.Can(KernelPermissions.PublishOwnContent);

        /// <summary>Its owner and the leaders of its community.</summary>
        public bool MayEdit(Card practice) =>
            me.IsSignedIn && (practice.OwnerId == me.Id || (practice.CommunityId is { } id && me.Leads(id)) || me.Can(KernelPermissions.EditContent));

        /// <summary>Its owner, as long as nobody has reviewed it: what others have vouched for does not change without them.</summary>
        public bool MayPublishUnreviewed(Card practice) =>
            me.MayWritePractices && practice.OwnerId == me.Id && practice.Promotion is PromotionLevel.None
            && practice.State is CardState.Draft or CardState.Published;
    }
}
