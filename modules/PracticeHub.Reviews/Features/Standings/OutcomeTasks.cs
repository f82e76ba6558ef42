using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Verifications;

namespace PracticeHub.Reviews.Features.Standings;

/// <summary>Somebody says whether something worked for them.</summary>
internal sealed class OutcomeToldEvent : EventActivity
{
    public override IReadOnlyList<string> Verbs { get; } = ["outcome.told", "outcome.changed"];
}

/// <summary>
/// Proposes to the leaders what worked for at least Worked people and for the Share of those who tried it, with the evidence.
/// Once, whatever else is said of it; never what is promoted already.
/// </summary>
internal sealed class NominateTask(HubDb db) : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Nominated", "Noop"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        await db.HoldItemAsync(run.ItemId, ct);
        if (await db.Cards.FindAsync([run.ItemId], ct) is not { State: CardState.Published, Promotion: PromotionLevel.None, CommunityId: not null } card
            || card.Worked < run.Number("Worked", 5) || card.Worked < run.Number("Share", 0.8) * card.Outcomes
            || await db.ReviewRequests.AnyAsync(r => r.OpenItemId == card.ItemId, ct)
            || await db.StandingOfAsync(card.ItemId, ct) is not { NominatedUtc: null } standing)
        {
            return ActivityResult.Go("Noop");
        }

        standing.NominatedUtc = run.AtUtc;
        var leaders = await db.Memberships.In(card.CommunityId).Leading(run.AtUtc).Where(m => m.UserId != card.OwnerId).Select(m => m.UserId).ToListAsync(ct);
        foreach (var leader in leaders)
        {
            await db.PutWaitAsync(leader, ReviewWaits.Nomination, card.ItemId, card.Title, "/reviews/promote/" + card.ItemId, run.AtUtc, null, ct);
        }

        await db.RecordAsync(card, ReviewDeed.Nominated, Writer.Hub, run.AtUtc, $"{card.Worked}/{card.Outcomes}", ct);
        return ActivityResult.Go("Nominated");
    }
}

/// <summary>When Failed of the last Of people for whom something did not work say so, it is due for verification within Days.</summary>
internal sealed class ShortenVerificationTask(HubDb db) : WorkflowActivity
{
    private static readonly string[] Told = ["outcome.told", "outcome.changed"];

    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Shortened", "Noop"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        await db.HoldItemAsync(run.ItemId, ct);
        if (await db.Cards.FindAsync([run.ItemId], ct) is not { State: CardState.Published, VerifiedUntilUtc: { } verified } card)
        {
            return ActivityResult.Go("Noop");
        }

        // What was said before it was verified last has been looked at.
        var since = await db.Verifications.Where(v => v.ItemId == card.ItemId).MaxAsync(v => (DateTimeOffset?)v.AtUtc, ct) ?? DateTimeOffset.MinValue;
        var deeds = await db.Activities.AsNoTracking().Where(a => a.ItemId == card.ItemId && Told.Contains(a.Verb) && a.AtUtc > since).OrderByDescending(a => a.Id).Take(200).ToListAsync(ct);
        var failed = deeds.DistinctBy(d => d.ActorId).Take((int)run.Number("Of", 5)).Where(d => VerdictOf(d) == "NotWorked").ToList();
        // Counted from what was said last, whichever of those runs comes first: the others find it done.
        var until = failed.Select(d => d.AtUtc).DefaultIfEmpty().Max().AddDays(run.Number("Days", 14));
        if (failed.Count < run.Number("Failed", 3) || verified <= until)
        {
            return ActivityResult.Go("Noop");
        }

        card.VerifiedUntilUtc = until;
        await db.RecordAsync(card, ReviewDeed.Shortened, Writer.Hub, run.AtUtc, "", ct);
        return ActivityResult.Go("Shortened");
    }

    private static string? VerdictOf(ActivityRecord deed)
    {
        using var data = JsonDocument.Parse(deed.Data ?? "{}");
        return data.RootElement.TryGetProperty("verdict", out var verdict) ? verdict.GetString() : null;
    }
}
