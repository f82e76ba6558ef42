using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>
/// Lets others know that a review is late: To is Deputies (those whom the late ones named), Coaches of the community, or the
/// name of a role of the hub. WorkingDaysLate says when, from the due date on; without it, it happens at once, and once in a round.
/// </summary>
internal sealed class EscalateReviewTask(HubDb db, Reviewers reviewers, Turns turns, ReviewLog log, SiteSettings site, TimeProvider clock) : TimedReviewActivity(db, clock)
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Done", "Over"];

    protected override async Task<ActivityResult> StepAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct) =>
        DaysLate(run.Node) is not null || !IsOpen(run, request) ? await base.StepAsync(run, request, ct)
        : request.EscalatedUtc is null ? await ActAsync(run, request, ct)
        : ActivityResult.Done;

    protected override Task<DateTimeOffset?> NextAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct) => Task.FromResult<DateTimeOffset?>(
        DaysLate(run.Node) is { } days ? WorkingDays.After(request.DueUtc, days, site.ZoneOf(null)) : null);

    protected override async Task<ActivityResult> ActAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        request.Escalate(Now);
        var told = run.Node.Text("To") switch
        {
            "Deputies" => await AskDeputiesAsync(request, ct),
            "" or "Coaches" => await reviewers.CoachesAsync(request.CommunityId, ct),
            var role => await reviewers.HoldersAsync(role, ct),
        };
        foreach (var person in told)
        {
            await Db.PutWaitAsync(person, ReviewWaits.Escalation, request.ItemId, request.Title, ReviewWaits.Href(request.Id), Now, request.DueUtc, ct);
            Db.Add(RecordEntry.Of(request, ReviewDeed.Escalated, Writer.Hub, Now, to: person));
        }

        log.Add("review.escalated", request, Now);
        return ActivityResult.Done;
    }

    /// <summary>A deputy is asked in the place of whoever named them, if they may decide; nobody else need be told.</summary>
    private async Task<IReadOnlyList<string>> AskDeputiesAsync(ReviewRequest request, CancellationToken ct)
    {
        var open = await Db.OpenTurnsAsync(request.Id, ct);
        var late = open.Select(t => t.UserId).ToList();
        var named = await Db.Users.Where(u => late.Contains(u.Id) && u.DeputyId != null).Select(u => new { u.Id, u.DeputyId }).ToListAsync(ct);
        var able = (await reviewers.AllAsync(request.CommunityId, request.ItemId, Now, ct)).Where(r => !r.IsAway).Select(r => r.UserId).ToHashSet();
        foreach (var pair in named.Where(n => able.Contains(n.DeputyId!) && !late.Contains(n.DeputyId!)).DistinctBy(n => n.DeputyId))
        {
            await turns.HandOverAsync(request, pair.Id, pair.DeputyId!, Writer.Hub, "", Now, ct);
            await Db.SaveChangesAsync(ct);
        }

        return [];
    }

    private static int? DaysLate(ActivityNode node) => int.TryParse(node.Expression("WorkingDaysLate"), CultureInfo.InvariantCulture, out var days) ? Math.Max(0, days) : null;
}
