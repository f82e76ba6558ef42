using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>
/// Reminds those whose turn it is, nobody more than once a day, whatever waits for them. With Moments it stays while a round is
/// open: <c>50%</c> of the time, working days before (<c>-1</c>) or after (<c>1</c>) the due date, or after the reminder
/// before it (<c>+3</c>), of which the last goes on. Without, it reminds once; Late means that the due date is over.
/// </summary>
internal sealed class RemindReviewersTask(HubDb db, Turns turns, ReviewLog log, ReminderMail mail, SiteSettings site, TimeProvider clock) : TimedReviewActivity(db, clock)
{
    private const string Last = "LastUtc";
    private static readonly TimeSpan Day = TimeSpan.FromHours(20);

    public override IReadOnlyList<string> Outcomes(ActivityNode node) => node.Texts("Moments").Count > 0 ? ["Over"] : ["Reminded", "Late", "Over"];

    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        run.Own.Remove(Last);
        return base.ExecuteAsync(run, ct);
    }

    protected override async Task<ActivityResult> StepAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        if (run.Node.Texts("Moments").Count > 0 || !IsOpen(run, request))
        {
            return await base.StepAsync(run, request, ct);
        }

        await RemindAsync(run, request, ct);
        return ActivityResult.Go(Now >= request.DueUtc ? "Late" : "Reminded");
    }

    protected override Task<DateTimeOffset?> NextAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        var last = DateTimeOffset.TryParse(run.Own[Last]?.ToString(), CultureInfo.InvariantCulture, out var at) ? at : request.SubmittedUtc;
        return Task.FromResult(ReminderPlan.Next(run.Node.Texts("Moments"), request.SubmittedUtc, request.DueUtc, last, site.ZoneOf(null)));
    }

    protected override async Task<ActivityResult> ActAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        await RemindAsync(run, request, ct);
        run.Own[Last] = $"{Now.UtcDateTime:O}";
        return await AgainAsync(run, request, ct);
    }

    private async Task RemindAsync(WorkflowContext run, ReviewRequest request, CancellationToken ct)
    {
        // Leaders who were appointed meanwhile may fill a gap.
        await turns.FillAsync(request, Now, ct);
        await Db.SaveChangesAsync(ct);
        foreach (var person in (await Db.OpenTurnsAsync(request.Id, ct)).Select(t => t.UserId).Order(StringComparer.Ordinal))
        {
            // Two reviews that would remind the same person in one moment: the second waits here, and spares them.
            await Db.Database.ExecuteSqlAsync($"UPDATE reviews_turn SET reminders = reminders WHERE user_id = {person} AND ended_utc IS NULL", ct);
        }

        var lately = Now - Day;
        var spared = await Db.ReviewTurns.Where(t => t.RemindedUtc > lately).Select(t => t.UserId).Distinct().ToListAsync(ct);
        var reminded = (await Db.OpenTurnsAsync(request.Id, ct)).Where(t => !spared.Contains(t.UserId)).ToList();
        foreach (var turn in reminded)
        {
            turn.Remind(Now);
            log.Add("review.reminded", request, Now, turn.UserId);
        }

        if (reminded.Count > 0)
        {
            request.Remind();
            await mail.QueueAsync(run, [.. reminded.Select(t => t.UserId)], Now, ct);
        }
    }
}

/// <summary>When reviewers are reminded, as it is drawn.</summary>
internal static class ReminderPlan
{
    private const int Most = 200;

    /// <summary>The first moment after <paramref name="last"/>; null when there is none.</summary>
    public static DateTimeOffset? Next(IReadOnlyList<string> moments, DateTimeOffset submitted, DateTimeOffset due, DateTimeOffset last, TimeZoneInfo zone) =>
        All(moments, submitted, due, zone).Where(at => at > last).Select(at => (DateTimeOffset?)at).Min();

    private static IEnumerable<DateTimeOffset> All(IReadOnlyList<string> moments, DateTimeOffset submitted, DateTimeOffset due, TimeZoneInfo zone)
    {
        var at = submitted;
        var goesOn = moments is [.., ['+', ..]];
        foreach (var moment in moments.Concat(Enumerable.Repeat(moments.LastOrDefault(""), goesOn ? Most : 0)))
        {
            yield return at = moment switch
            {
                [.. var share, '%'] => submitted + ((due - submitted) * (Number(share) / 100)),
                ['+', .. var days] => WorkingDays.After(at, Math.Max(1, (int)Number(days)), zone),
                _ => WorkingDays.After(due, (int)Number(moment), zone),
            };
        }
    }

    private static double Number(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new WorkflowException($"“{text}” is no moment for a reminder: write 50%, -1, 1 or +3.");
}
