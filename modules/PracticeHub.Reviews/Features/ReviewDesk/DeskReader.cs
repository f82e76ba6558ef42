using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>What lies on a leader's desk.</summary>
/// <param name="Kind">review, escalation or verify.</param>
/// <param name="Key">The request's id, or the item's where it is to be verified again.</param>
public sealed record DeskRow(string Kind, string Key, string Title, string Community, DateTimeOffset? DueUtc, int Round)
{
    public const string Verify = "verify";

    public string Href => Kind == Verify ? "/reviews/verify/" + Key : "/reviews?id=" + Key;
}

/// <summary>A line of a request's path.</summary>
public sealed record PathStep(int Round, string UserId, string Name, string UserName, string Verdict, string Note, string CriteriaMet, string VersionId, DateTimeOffset AtUtc);

/// <summary>A request as it was found, with the text of the version under review and of the one of the round before.</summary>
public sealed record FoundReview(ReviewRequest Request, Card Card, string? Document, string? Before, int Number, bool IsMine, IReadOnlyList<PathStep> Path);

/// <summary>Reads the review desk: one query for the queue, one for the request that is open.</summary>
public sealed class DeskReader(HubDb db, CurrentMember me, TimeProvider clock)
{
    private const int MostRows = 100;
    private static readonly TimeSpan Ahead = TimeSpan.FromDays(14);

    /// <summary>What runs out first comes first.</summary>
    public Task<List<DeskRow>> QueueAsync(CancellationToken ct)
    {
        var (id, soon) = (me.RequiredId, clock.GetUtcNow() + Ahead);
        var led = LedByMe();
        var waits = db.Set<Wait>();
        var requests = db.ReviewRequests;
        var cards = db.Cards;
        var asked = from wait in waits
                    where wait.UserId == id && (wait.Reason == ReviewWaits.Review || wait.Reason == ReviewWaits.Escalation)
                    join request in requests on wait.ItemId equals request.OpenItemId
                    join card in cards on request.ItemId equals card.ItemId
                    select new
                    {
                        Kind = wait.Reason == ReviewWaits.Review ? "review" : "escalation",
                        Key = request.Id, request.Title, card.CommunityTitle, Due = (DateTimeOffset?)request.DueUtc, request.Round,
                    };
        var stale = from card in cards
                    where led.Contains(card.CommunityId!) && card.State == CardState.Published && card.VerifiedUntilUtc < soon && card.OwnerId != id
                    select new { Kind = "verify", Key = card.ItemId, card.Title, card.CommunityTitle, Due = card.VerifiedUntilUtc, Round = 0 };
        return asked.Concat(stale).OrderBy(r => r.Due).ThenBy(r => r.Key).Take(MostRows)
            .Select(r => new DeskRow(r.Kind, r.Key, r.Title, r.CommunityTitle, r.Due, r.Round)).ToListAsync(ct);
    }

    /// <summary>Null when there is no such request, or it does not concern this person: leaders, authors and who was asked for help.</summary>
    public Task<FoundReview?> FindAsync(string requestId, CancellationToken ct)
    {
        var (id, led, seesAll) = (me.RequiredId, LedByMe(), me.SeesAll);
        var (waits, cards, versions, steps, users) = (db.Set<Wait>(), db.Cards, db.Versions, db.ReviewSteps, db.Users);
        return (from request in db.ReviewRequests
                where request.Id == requestId
                join card in cards on request.ItemId equals card.ItemId
                where seesAll || led.Contains(request.CommunityId) || card.OwnerId == id || request.SubmittedBy == id || waits.Any(w => w.UserId == id && w.ItemId == request.ItemId)
                select new FoundReview(
                    request,
                    card,
                    versions.Where(v => v.VersionId == request.VersionId).Select(v => v.Document).FirstOrDefault(),
                    versions.Where(v => steps.Any(s => s.RequestId == request.Id && s.Round == request.Round - 1 && s.Verdict == Verdict.Submitted && s.VersionId == v.VersionId))
                        .Select(v => v.Document).FirstOrDefault(),
                    versions.Where(v => v.VersionId == request.VersionId).Select(v => v.Number).FirstOrDefault(),
                    card.OwnerId == id || versions.Any(v => v.ItemId == request.ItemId && v.AuthorId == id),
                    (from step in steps
                     where step.RequestId == request.Id
                     join user in users on step.UserId equals user.Id into found
                     from user in found.DefaultIfEmpty()
                     orderby step.AtUtc, step.Round
                     select new PathStep(
                         step.Round, step.UserId, user!.DisplayName, user.UserName!, step.Verdict.ToString(), step.Note, step.CriteriaMet, step.VersionId, step.AtUtc)).ToList()))
            .AsNoTracking().FirstOrDefaultAsync(ct);
    }

    private List<string> LedByMe() => [.. me.Memberships.Where(m => m.Role is CommunityRole.Leader).Select(m => m.CommunityId)];
}
