using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Reviews.Features.Promotions;
using PracticeHub.Reviews.Features.Verifications;

namespace PracticeHub.Reviews.Features.ReviewPlanting;

/// <summary>Promotions with their dates and reasons.</summary>
internal sealed class PromotionsStep(HubDb db, Promoting promoting) : IRecipeStep
{
    public string Name => "promotions";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var given in step.Objects("Promotions"))
        {
            var (itemId, level) = (given.Needed("ItemId"), given.Choice("Level", PromotionLevel.Community));
            if (await db.Promotions.AnyAsync(p => p.ItemId == itemId && p.Level == level, ct))
            {
                continue;
            }

            var refusal = await promoting.PromoteAsync(itemId, level, given.Needed("UserId"), given.Text("Reason") ?? "", given.Time("AtUtc") ?? run.StartedUtc, ct);
            await TrustSteps.KeepAsync(db, itemId, refusal, ct);
            run.Count("promotions");
        }
    }
}

/// <summary>Verifications with their dates.</summary>
internal sealed class VerificationsStep(HubDb db, Verifying verifying) : IRecipeStep
{
    public string Name => "verifications";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var given in step.Objects("Verifications"))
        {
            var itemId = given.Needed("ItemId");
            var at = given.Time("AtUtc") ?? run.StartedUtc;
            var until = given.Time("UntilUtc") ?? throw new RecipeException($"UntilUtc of {itemId} is missing.");
            var by = given.Needed("UserId");
            if (await db.Verifications.AnyAsync(v => v.ItemId == itemId && v.ById == by && v.Note == (given.Text("Note") ?? ""), ct))
            {
                continue;
            }

            var refusal = await verifying.VerifyAsync(itemId, by, given.Text("Note") ?? "", at, until, ct);
            await TrustSteps.KeepAsync(db, itemId, refusal, ct);
            run.Count("verifications");
        }
    }
}

internal static class TrustSteps
{
    public static async Task KeepAsync(HubDb db, string itemId, Refusal? refusal, CancellationToken ct)
    {
        if (refusal is not null)
        {
            throw new RecipeException($"{itemId}: {refusal.InEnglish}");
        }

        await db.SaveChangesAsync(ct);
    }
}
