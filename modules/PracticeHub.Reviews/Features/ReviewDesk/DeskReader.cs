using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Standings;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>What lies on a leader's desk.</summary>
/// <param name="Kind">review (my turn), escalation, others (somebody else's turn) or verify.</param>
/// <param name="Key">The request's id, or the item's where it is to be verified again.</param>
/// <param name="Turn">Whose turn it is, where it is somebody else's.</param>
/// <param name="UntilUtc">When my turn goes on to somebody else.</param>
public sealed record DeskRow(string Kind, string Key, string Title, string Community, DateTimeOffset? DueUtc, int Round, string Turn, DateTimeOffset? UntilUtc)
{
    public const string Verify = "verify";
    public const string Others = "others";

    public string Href => Kind == Verify ? "/reviews/verify/" + Key : "/reviews?id=" + Key;

    /// <summary>Whether it can be handed over or put off together with others.</summary>
    public bool IsRequest => Kind is not Verify;
}

/// <summary>A line of a request's path.</summary>
public sealed record PathStep(string Deed, int Round, string UserId, string? Name, string Note, string NextStep, string CriteriaMet, string? To, long? Version, DateTimeOffset AtUtc);

/// <summary>Whose turn it is.</summary>
public sealed record TurnRow(string UserId, string Name, bool IsClaimed, int Reminders, DateTimeOffset UntilUtc);

/// <summary>What somebody says about a passage.</summary>
public sealed record MarginRow(string Id, string UserId, string Name, string Field, string Quote, string Prefix, string Suffix, string Note, bool IsDone, DateTimeOffset AtUtc);

/// <summary>A decision of the reader's that can still be taken back.</summary>
public sealed record UndoRow(string RequestId, string Title, string Deed, DateTimeOffset UntilUtc);

/// <summary>A small change to something trusted, to be looked at.</summary>
/// <param name="Changed">How many words are different, of how many.</param>
public sealed record RewordedRow(string Id, string Title, string Community, string Name, int Changed, long Words, DateTimeOffset AtUtc, DateTimeOffset UntilUtc);

/// <summary>A request as it was found, with the text of the version under review and of the one that this reader knew before.</summary>
/// <param name="IsOwnLook">Whether that one is what they saw themselves; otherwise it is that of the round before.</param>
public sealed record FoundReview(ReviewRequest Request, Card Card, string? Document, string? Seen, string? Before, int Number, bool IsMine, bool IsTheirTurn, Risk? Risk)
{
    public bool IsOwnLook => Seen is not null;
}

/// <summary>Everything that stands around the open request, and the queue beside it.</summary>
public sealed record Desk(IReadOnlyList<DeskRow> Queue, IReadOnlyList<PathStep> Path, IReadOnlyList<TurnRow> Turns, IReadOnlyList<MarginRow> Margin, IReadOnlyList<UndoRow> Undo, IReadOnlyList<RewordedRow> Reworded);

/// <summary>Reads the review desk: one query for the request that is open, one for the queue and for everything around it.</summary>
public sealed class DeskReader(HubDb db, CurrentMember me, TimeProvider clock)
{
    /// <summary>A request with its card, as far as it concerns this person: leaders, authors, and who was asked. The first of the queue where none is named.</summary>
    public Task<FoundReview?> FindAsync(string? requestId, CancellationToken ct)
    {
        var (id, led, seesAll) = (me.RequiredId, LedByMe(), me.SeesAll);
        var (waits, cards, versions, record, looks, turns, standings) = (db.Waits, db.Cards, db.Versions, db.ReviewRecord, db.Looks, db.ReviewTurns, db.Standings);
        var requests = requestId is not null ? db.ReviewRequests.Where(r => r.Id == requestId)
            : db.ReviewRequests.Where(r => waits.Any(w => w.UserId == id && w.ItemId == r.OpenItemId && (w.Reason == ReviewWaits.Review || w.Reason == ReviewWaits.Escalation)));
        return (from request in requests
                join card in cards on request.ItemId equals card.ItemId
                let last = looks.Where(l => l.RequestId == request.Id && l.UserId == id).Select(l => l.VersionId).FirstOrDefault()
                let known = last != request.VersionId ? last : looks.Where(l => l.RequestId == request.Id && l.UserId == id).Select(l => l.BeforeVersionId).FirstOrDefault()
                where seesAll || led.Contains(request.CommunityId) || card.OwnerId == id || request.SubmittedBy == id
                    || waits.Any(w => w.UserId == id && w.ItemId == request.ItemId) || record.Any(r => r.RequestId == request.Id && r.UserId == id)
                orderby request.DueUtc, request.Id
                select new FoundReview(
                    request,
                    card,
                    versions.Where(v => v.VersionId == request.VersionId).Select(v => v.Document).FirstOrDefault(),
                    versions.Where(v => v.VersionId == known).Select(v => v.Document).FirstOrDefault(),
                    versions.Where(v => record.Any(r => r.RequestId == request.Id && r.Round == request.Round - 1 && r.Deed == ReviewDeed.Submitted && r.VersionId == v.VersionId))
                        .Select(v => v.Document).FirstOrDefault(),
                    versions.Where(v => v.VersionId == request.VersionId).Select(v => v.Number).FirstOrDefault(),
                    card.OwnerId == id || versions.Any(v => v.ItemId == request.ItemId && v.AuthorId == id),
                    turns.Any(t => t.RequestId == request.Id && t.UserId == id && t.EndedUtc == null),
                    standings.Where(s => s.ItemId == request.ItemId).Select(s => s.Risk).FirstOrDefault()))
            .AsNoTracking().FirstOrDefaultAsync(ct);
    }

    /// <summary>The queue, what runs out first before the rest, and what stands around the open request.</summary>
    /// <param name="requestId">Null while none is open.</param>
    public async Task<Desk> ReadAsync(string? requestId, CancellationToken ct)
    {
        var sql = DeskSql.Text(me.RequiredId, LedByMe(), requestId ?? "", clock.GetUtcNow(), out var arguments);
        var rows = (await db.Database.SqlQueryRaw<DeskSqlRow>(sql, arguments).ToListAsync(ct)).ToLookup(r => r.Source);
        var queue = new[] { ReviewWaits.Review, ReviewWaits.Escalation, DeskRow.Verify, DeskRow.Others }.SelectMany(kind => rows[kind]);
        return new(
            [.. queue.OrderBy(r => r.Source == DeskRow.Others).ThenBy(r => r.At).ThenBy(r => r.Key, StringComparer.Ordinal)
                .Select(r => new DeskRow(r.Source, r.Key, r.Text1 ?? "", r.Text2 ?? "", r.At.AsUtc, r.Number, r.Text3 ?? "", r.Until.AsUtc))],
            [.. rows[DeskSql.Step].OrderBy(r => r.Serial).Select(r => new PathStep(r.Text1!, r.Number, r.Key, r.Text2, r.Text3 ?? "", r.Text4 ?? "", r.Text5 ?? "", r.Text6, r.Version, r.At.AsUtc!.Value))],
            [.. rows[DeskSql.Turn].OrderBy(r => r.At).Select(r => new TurnRow(r.Key, r.Text1 ?? "", r.Text2 is not null, r.Number, r.Until.AsUtc!.Value))],
            [.. rows[DeskSql.Margin].OrderBy(r => r.At).Select(r => new MarginRow(r.Key, r.Text6!, r.Text5 ?? "", r.Text1!, r.Text2!, r.Text3!, r.Text4!, r.Text7!, r.Number > 0, r.At.AsUtc!.Value))],
            [.. rows[DeskSql.Undo].Select(r => new UndoRow(r.Key, r.Text1 ?? "", r.Text2!, r.At.AsUtc!.Value.AddSeconds(r.Number))).Where(u => u.UntilUtc > clock.GetUtcNow())],
            [.. rows[DeskSql.Reworded].OrderBy(r => r.Until).Select(r => new RewordedRow(r.Key, r.Text1 ?? "", r.Text2 ?? "", r.Text3 ?? "", r.Number, r.Serial ?? 0, r.At.AsUtc!.Value, r.Until.AsUtc!.Value))]);
    }

    private List<string> LedByMe() => [.. me.Memberships.Where(m => m.Role is CommunityRole.Leader).Select(m => m.CommunityId)];
}
