using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Engagement.Features.Follows;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Engagement.Recipes;

/// <summary>Brings in who follows whom and what.</summary>
internal sealed class FollowsStep(HubDb db) : IRecipeStep
{
    public string Name => "follows";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        var index = 0;
        foreach (var given in step.Objects("Follows"))
        {
            given.Needed("Kind");
            var (user, kind, target) = (given.Needed("UserId"), given.Choice("Kind", FollowKind.Item), given.Needed("TargetId"));
            if (!await IsThereAsync(FollowKind.Person, user, ct) || !await IsThereAsync(kind, target, ct))
            {
                throw new RecipeException($"Follows[{index}]: there is no {kind} {target}, or no person {user}.");
            }

            await WriteAsync(new Follow(user, kind, target, given.Time("AtUtc") ?? run.StartedUtc), run, ct);
            index++;
        }
    }

    private async Task WriteAsync(Follow follow, RecipeRun run, CancellationToken ct)
    {
        if (await db.Follows.FindAsync([follow.UserId, follow.Kind, follow.TargetId], ct) is not null)
        {
            return;
        }

        db.Follows.Add(follow);
        if (follow.Kind is FollowKind.Person)
        {
            db.Activities.Add(FollowedPerson.By(follow.UserId, follow.TargetId, follow.AtUtc));
        }

        run.Count(Name);
    }

    private async Task<bool> IsThereAsync(FollowKind kind, string id, CancellationToken ct) => kind switch
    {
        FollowKind.Person => await db.Users.FindAsync([id], ct) is not null,
        FollowKind.Topic => await db.Terms.FindAsync([id], ct) is not null,
        _ => await db.Cards.AnyAsync(c => c.ItemId == id, ct),
    };
}
