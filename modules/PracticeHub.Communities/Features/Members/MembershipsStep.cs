using System.Text.Json.Nodes;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Members;

/// <summary>Puts people into communities with a role; one who is there already gets the role that the recipe says.</summary>
public sealed class MembershipsStep(HubDb db) : IRecipeStep
{
    public string Name => "memberships";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var given in step.Objects("Memberships"))
        {
            var (communityId, userId) = (given.Needed("CommunityId"), given.Needed("UserId"));
            var role = given.Choice("Role", CommunityRole.Member);
            if (await db.Memberships.FindAsync([userId, communityId], ct) is not { } membership)
            {
                await CheckAsync(communityId, userId, ct);
                membership = new Membership(communityId, userId, role, given.Time("JoinedUtc") ?? run.StartedUtc);
                db.Memberships.Add(membership);
            }

            membership.Wear(role, role is CommunityRole.Leader ? given.Time("RoleUntilUtc") : null);
            run.Count("memberships");
        }
    }

    private async Task CheckAsync(string communityId, string userId, CancellationToken ct)
    {
        if (await db.Communities.FindAsync([communityId], ct) is null)
        {
            throw new RecipeException($"There is no community {communityId}.");
        }

        if (await db.Users.FindAsync([userId], ct) is null)
        {
            throw new RecipeException($"There is no person {userId}.");
        }
    }
}
