using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Parts;

/// <summary>Where the item stands and whom it reaches. It may stay where it stands; it comes only into communities of whoever writes.</summary>
internal sealed class SharingEditor(CurrentMember me) : PartEditor
{
    public override string Part => SharingPart.Name;

    public override Task ReadAsync(ContentItem item, JsonObject value, PartForm form, CancellationToken ct)
    {
        const string communityId = nameof(SharingPart.CommunityId), audience = nameof(SharingPart.Audience);
        var (before, community) = (value[communityId]?.ToString() ?? "", form.Text(communityId));
        if (form.Has(communityId) && community != before)
        {
            if (community.Length > 0 && me.RoleIn(community) is null)
            {
                form.Refuse(communityId, "Where", "Choose a community that you belong to.");
            }

            value[communityId] = community.Length > 0 ? community : null;
        }

        if (form.Has(audience) && Enum.TryParse<Audience>(form.Text(audience), out var chosen) && Enum.IsDefined(chosen))
        {
            value[audience] = chosen.ToString();
        }

        if (value[audience]?.ToString() is nameof(Audience.Community) && value[communityId] is null)
        {
            form.Refuse(audience, "Who may read it", "Choose a community, or share with everyone.");
        }

        return Task.CompletedTask;
    }
}
