using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Engagement.Features.Items;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Engagement.Features.Follows;

/// <summary>The same for an item, under the item's own address.</summary>
[Authorize]
public sealed class FollowItemModel(HubDb db, CurrentMember me, WriteLimit limit, ActivityPump pump, TimeProvider clock)
    : FollowModel(db, me, limit, pump, clock)
{
    public override FollowKind? Kind { get => FollowKind.Item; set { } }

    [FromRoute(Name = "id")]
    public override string? TargetId { get; set; }
}
