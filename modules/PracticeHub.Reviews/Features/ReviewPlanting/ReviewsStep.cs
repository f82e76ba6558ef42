using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewPlanting;

/// <summary>Plays reviews again as they happened, with their dates; the workflow then does what follows.</summary>
internal sealed class ReviewsStep(HubDb db, Submitting submitting, Deciding deciding) : IRecipeStep
{
    public string Name => "reviews";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var review in step.Objects("Reviews"))
        {
            await PlayAsync(review, run, ct);
        }
    }

    private async Task PlayAsync(JsonObject review, RecipeRun run, CancellationToken ct)
    {
        var itemId = review.Needed("ItemId");
        if (await db.ReviewRequests.AnyAsync(r => r.ItemId == itemId, ct))
        {
            return;
        }

        var owner = (await db.Cards.FindAsync([itemId], ct))?.OwnerId ?? throw new RecipeException($"{itemId} does not exist.");
        var (request, refusal) = await submitting.SubmitAsync(itemId, owner, review.Text("Note") ?? "", review.Time("SubmittedUtc") ?? run.StartedUtc, ct);
        Refuse(itemId, refusal);
        await db.SaveChangesAsync(ct);
        run.Count("reviews");
        foreach (var decision in review.Objects("Decisions"))
        {
            Refuse(itemId, await deciding.DecideAsync(request!.Id, Read(decision, request, run), ct));
            run.Count("decisions");
        }
    }

    private static Decision Read(JsonObject decision, ReviewRequest request, RecipeRun run) => new(
        decision.Needed("UserId"),
        request.Round,
        request.VersionId,
        decision.Choice("Verdict", Verdict.Approve),
        decision.Text("Note") ?? "",
        [.. (decision["CriteriaMet"] as JsonArray ?? []).OfType<JsonValue>().Select(v => v.GetValue<int>())],
        decision.Time("AtUtc") ?? run.StartedUtc)
    {
        NextStep = decision.Text("NextStep") ?? decision.Text("Note") ?? "",
    };

    private static void Refuse(string itemId, Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new RecipeException($"The review of {itemId}: {refusal.InEnglish}");
        }
    }
}
