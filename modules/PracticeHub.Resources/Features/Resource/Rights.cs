using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Resources.Features.Resource;

internal static class Rights
{
    /// <summary>Whoever shared it, and the curators and leaders of its community.</summary>
    public static bool MayEdit(CurrentMember me, Card card) =>
        me.IsSignedIn && (card.OwnerId == me.Id || me.Can(KernelPermissions.EditContent) || (card.CommunityId is not null && me.Curates(card.CommunityId)));
}
