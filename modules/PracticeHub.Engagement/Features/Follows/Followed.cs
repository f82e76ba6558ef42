using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Engagement.Features.Follows;

internal static class Followed
{
    /// <summary>Where that which is followed stands; null when there is no such thing, the reader may not see it, or it is the reader.</summary>
    public static async Task<string?> AddressAsync(HubDb db, CurrentMember me, FollowKind kind, string target, CancellationToken ct) => kind switch
    {
        FollowKind.Person => await db.Users.Where(u => u.Id == target && u.Id != me.Id && u.IsEnabled).Select(u => "/people/" + u.UserName).FirstOrDefaultAsync(ct),
        FollowKind.Topic => await db.Terms.Where(t => t.Id == target).Select(t => "/topics/" + t.Id).FirstOrDefaultAsync(ct),
        FollowKind.Community or FollowKind.Item => await db.Cards.VisibleTo(me).Where(c => c.ItemId == target).Select(c => "/" + c.Path).FirstOrDefaultAsync(ct),
        _ => null,
    };
}
