using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>Whose turn it is. Whoever calls it holds the request, and saves.</summary>
public sealed class Turns(HubDb db, Reviewers reviewers, Ids ids)
{
    /// <summary>Lets it be somebody's turn for every approval that is still missing.</summary>
    public async Task FillAsync(ReviewRequest request, DateTimeOffset now, CancellationToken ct, params string[] last)
    {
        var open = await db.OpenTurnsAsync(request.Id, ct);
        var decided = await db.DecisionsAsync(request, ct);
        var missing = request.Needed - decided.Count - open.Count;
        var busy = open.Select(t => t.UserId).Concat(decided.Select(d => d.UserId)).ToHashSet();
        var free = missing > 0 ? (await reviewers.AllAsync(request.CommunityId, request.ItemId, now, ct)).Where(r => !busy.Contains(r.UserId)) : [];
        // Where everybody is away, somebody has to be asked all the same; who just let it go is asked only if nobody else is there.
        foreach (var next in free.OrderBy(r => r.IsAway).ThenBy(r => last.Contains(r.UserId)).Take(missing))
        {
            await BeginAsync(request, next.UserId, next.StandsInForId, now, ct);
            db.Add(RecordEntry.Of(request, ReviewDeed.Asked, Writer.Hub, now, to: next.UserId));
        }
    }

    /// <summary>Ends the turns whose time is over or whose person may decide no longer, and lets them go on.</summary>
    public async Task RotateAsync(ReviewRequest request, DateTimeOffset now, CancellationToken ct)
    {
        var able = (await reviewers.AllAsync(request.CommunityId, request.ItemId, now, ct)).ToDictionary(r => r.UserId);
        var open = await db.OpenTurnsAsync(request.Id, ct);
        // Who is away keeps it where nobody is there to take it.
        var isSomebodyFree = able.Values.Any(r => !r.IsAway && open.TrueForAll(t => t.UserId != r.UserId));
        var over = open.Where(t => t.UntilUtc <= now || !able.TryGetValue(t.UserId, out var holder) || (holder.IsAway && isSomebodyFree)).ToList();
        foreach (var turn in over)
        {
            await EndAsync(request, turn, now, ct);
            db.Add(RecordEntry.Of(request, ReviewDeed.TurnEnded, Writer.Hub, now, to: turn.UserId));
        }

        await db.SaveChangesAsync(ct);
        await FillAsync(request, now, ct, [.. over.Select(t => t.UserId)]);
    }

    /// <summary>Somebody says that they look at it: their own turn, or one that nobody has taken yet.</summary>
    public async Task<Refusal?> ClaimAsync(ReviewRequest request, string userId, DateTimeOffset now, CancellationToken ct)
    {
        if (await RefuseAsync(request, userId, now, ct) is { } refusal)
        {
            return refusal;
        }

        var open = await db.OpenTurnsAsync(request.Id, ct);
        var mine = open.Find(t => t.UserId == userId);
        if (mine is null)
        {
            if (open.Find(t => t.ClaimedUtc is null) is not { } free)
            {
                return new("taken", "Others have taken it already. Decide all the same if you have read it, or ask them to hand it over.");
            }

            await EndAsync(request, free, now, ct);
            mine = await BeginAsync(request, userId, null, now, ct);
        }

        mine.Claim(now, request.ClaimLength);
        db.Add(RecordEntry.Of(request, ReviewDeed.Claimed, userId, now));
        return null;
    }

    /// <summary>Gives a turn to a leader by name, with a word.</summary>
    /// <param name="from">Whose turn it is; that of whoever has waited longest, if it is not theirs.</param>
    /// <param name="by">Who sees to it.</param>
    public async Task<Refusal?> HandOverAsync(ReviewRequest request, string from, string to, string by, string word, DateTimeOffset now, CancellationToken ct)
    {
        if (request.State is not ReviewState.Open)
        {
            return request.RefuseDecision(request.Round, request.VersionId, now);
        }

        var heir = (await reviewers.AllAsync(request.CommunityId, request.ItemId, now, ct)).FirstOrDefault(r => r.UserId == to);
        var open = await db.OpenTurnsAsync(request.Id, ct);
        if (heir is null || heir.IsAway)
        {
            return new("no-heir", "“{0}” cannot go to this person: they wrote on it, do not lead its community, or are away.", request.Title);
        }

        if (open.Exists(t => t.UserId == to) || (await db.DecisionsAsync(request, ct)).Exists(d => d.UserId == to))
        {
            return new("heir-has-it", "“{0}” is with this person already.", request.Title);
        }

        if ((open.Find(t => t.UserId == from) ?? open.FirstOrDefault()) is not { } turn)
        {
            return new("no-turn", "Nobody has to decide on “{0}” any more.", request.Title);
        }

        await EndAsync(request, turn, now, ct);
        await BeginAsync(request, to, heir.StandsInForId, now, ct);
        db.Add(RecordEntry.Of(request, ReviewDeed.HandedOver, by, now, word, to));
        return null;
    }

    /// <summary>Leaves more time: the due date moves, and with it reminders and all that follows from being late.</summary>
    public async Task<Refusal?> PostponeAsync(ReviewRequest request, int days, TimeZoneInfo zone, string by, string why, DateTimeOffset now, CancellationToken ct)
    {
        if (request.State is not ReviewState.Open)
        {
            return request.RefuseDecision(request.Round, request.VersionId, now);
        }

        request.Postpone(WorkingDays.After(request.DueUtc > now ? request.DueUtc : now, days, zone));
        foreach (var wait in await db.Waits.Where(w => w.ItemId == request.ItemId && w.Reason == ReviewWaits.Review).ToListAsync(ct))
        {
            wait.DueUtc = request.DueUtc;
        }

        db.Add(RecordEntry.Of(request, ReviewDeed.Postponed, by, now, why));
        return null;
    }

    /// <summary>A decision ends the turn of whoever made it; one that ends the round ends all.</summary>
    internal async Task EndForAsync(ReviewRequest request, string deciderId, DateTimeOffset at, CancellationToken ct)
    {
        var open = await db.OpenTurnsAsync(request.Id, ct);
        var isOver = request.State is not ReviewState.Open;
        // Whoever decides without having been asked relieves somebody who has not taken it yet.
        var ended = isOver ? open : [.. open.Where(t => t.UserId == deciderId).DefaultIfEmpty(open.Find(t => t.ClaimedUtc is null)).OfType<ReviewTurn>()];
        foreach (var turn in ended)
        {
            await EndAsync(request, turn, at, ct);
        }

        if (isOver)
        {
            db.RemoveRange(await db.Waits.Where(w => w.ItemId == request.ItemId && (w.Reason == ReviewWaits.Review || w.Reason == ReviewWaits.Escalation)).ToListAsync(ct));
        }
    }

    /// <summary>What a decision ended goes on as it was, when the decision is taken back.</summary>
    internal async Task ReopenAsync(ReviewRequest request, DateTimeOffset endedAt, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var turn in await db.ReviewTurns.Where(t => t.RequestId == request.Id && t.Round == request.Round && t.EndedUtc == endedAt).ToListAsync(ct))
        {
            turn.EndedUtc = null;
            await LetWaitAsync(request, turn.UserId, ct);
        }

        await db.SaveChangesAsync(ct);
        await FillAsync(request, now, ct);
    }

    internal async Task<ReviewTurn> BeginAsync(ReviewRequest request, string userId, string? standsInFor, DateTimeOffset now, CancellationToken ct)
    {
        var turn = new ReviewTurn
        {
            Id = ids.New(), RequestId = request.Id, Round = request.Round, UserId = userId, StandsInForId = standsInFor, SinceUtc = now, UntilUtc = now + request.ClaimLength,
        };
        db.Add(turn);
        await LetWaitAsync(request, userId, ct);
        return turn;
    }

    internal async Task<Refusal?> RefuseAsync(ReviewRequest request, string userId, DateTimeOffset now, CancellationToken ct)
    {
        if ((await reviewers.AllAsync(request.CommunityId, request.ItemId, now, ct)).All(r => r.UserId != userId))
        {
            return (await reviewers.AuthorsAsync(request.ItemId, ct)).Contains(userId)
                ? new("own-work", "You have written on this yourself. A colleague has to decide.")
                : new("not-a-leader", "Only leaders of this community decide, and you are none of them now.");
        }

        return (await db.DecisionsAsync(request, ct)).Exists(d => d.UserId == userId)
            ? new("decided-already", "You have decided in this round already. For a few seconds you can take that back on the desk; later the path says how a decision is reversed.")
            : request.RefuseDecision(request.Round, request.VersionId, now);
    }

    private async Task EndAsync(ReviewRequest request, ReviewTurn turn, DateTimeOffset at, CancellationToken ct)
    {
        turn.EndedUtc = at;
        if (await db.Waits.FindAsync([turn.UserId, ReviewWaits.Review, request.ItemId], ct) is { } wait)
        {
            db.Remove(wait);
        }
    }

    private Task LetWaitAsync(ReviewRequest request, string userId, CancellationToken ct) =>
        db.PutWaitAsync(userId, ReviewWaits.Review, request.ItemId, request.Title, ReviewWaits.Href(request.Id), request.SubmittedUtc, request.DueUtc, ct);
}
