using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Content;

/// <summary>Keeps the times that items carry where they are found when they come, in the transaction that saves the item.</summary>
public sealed class ContentSchedule(HubDb db)
{
    /// <summary>The newest version says when it is published, the published one when it is archived.</summary>
    internal async Task TakeAsync(ContentItem item, ContentHead head, bool isNew, string byId, CancellationToken ct)
    {
        if (isNew && item.PublishAtUtc is null && item.ArchiveAtUtc is null)
        {
            return;
        }

        var rows = isNew ? [] : await db.Schedule.Where(s => s.ItemId == item.Id).ToListAsync(ct);
        var isPublished = head.PublishedVersionId == item.VersionId;
        if (head.LatestVersionId == item.VersionId)
        {
            await PutAsync(rows, item, TimedDeed.Publish, isPublished ? null : item.PublishAtUtc, byId, ct);
        }

        if (isPublished || head.PublishedVersionId is null)
        {
            await PutAsync(rows, item, TimedDeed.Archive, isPublished ? item.ArchiveAtUtc : null, byId, ct);
        }
    }

    private async Task PutAsync(List<ScheduledDeed> rows, ContentItem item, TimedDeed deed, DateTimeOffset? due, string byId, CancellationToken ct)
    {
        var row = rows.Find(r => r.Deed == deed) ?? db.Schedule.Local.FirstOrDefault(r => r.ItemId == item.Id && r.Deed == deed);
        if (row?.Fault is not null && await db.Waits.FindAsync([item.Owner, ScheduledDeed.Reason, item.Id], ct) is { } wait)
        {
            db.Remove(wait);
        }

        switch (row, due)
        {
            case (null, { } at):
                db.Add(new ScheduledDeed(item.Id, deed, at, byId));
                break;
            case ({ }, null):
                db.Remove(row);
                break;
            case ({ }, { } at):
                row.MoveTo(at, byId);
                break;
        }
    }
}

/// <summary>Does what is due to one item. The caller saves.</summary>
public sealed class DueDeed(HubDb db, ContentStore store, ItemCheck check, TimeProvider clock)
{
    private const string Note = "At the time that was set";

    public async Task CarryOutAsync(ScheduledDeed due, CancellationToken ct)
    {
        // A recipe may name somebody who never had an account here; whoever has lost theirs speaks no longer.
        var user = await db.Users.FindAsync([due.ById], ct);
        if (user is { IsEnabled: false })
        {
            await RefuseAsync(due, ScheduleFault.NobodyLeft, ct);
            return;
        }

        var by = new Writer(due.ById, user?.UserName ?? "PracticeHub");
        var fault = due.Deed is TimedDeed.Publish ? await PublishAsync(due, by, ct) : await ArchiveAsync(due, by, ct);
        if (fault is not null)
        {
            await RefuseAsync(due, fault, ct);
        }
    }

    private async Task<ScheduleFault?> PublishAsync(ScheduledDeed due, Writer by, CancellationToken ct)
    {
        if (await db.Cards.FindAsync([due.ItemId], ct) is { State: CardState.InReview or CardState.ChangesAsked or CardState.Declined })
        {
            return ScheduleFault.UnderReview;
        }

        var item = (await store.FindLatestAsync(due.ItemId, ct))!;
        if (check.FaultOf(item) is { } fault)
        {
            return fault;
        }

        item.PublishAtUtc = null;
        return AsFault(await store.PublishAsync(item, by, ct, Note));
    }

    private async Task<ScheduleFault?> ArchiveAsync(ScheduledDeed due, Writer by, CancellationToken ct) => AsFault(await store.ArchiveAsync(due.ItemId, by, Note, ct));

    private static ScheduleFault? AsFault(Refusal? refusal) => refusal is null ? null : new(refusal.Message, [.. refusal.Arguments.Select(a => a.ToString() ?? "")]);

    /// <summary>Nothing dies in silence: the owner finds it among what waits for them.</summary>
    private async Task RefuseAsync(ScheduledDeed due, ScheduleFault fault, CancellationToken ct)
    {
        due.Refuse(fault);
        if (await db.Cards.FindAsync([due.ItemId], ct) is { } card)
        {
            await db.PutWaitAsync(card.OwnerId, ScheduledDeed.Reason, card.ItemId, card.Title, "/" + card.Path, clock.GetUtcNow(), null, ct);
        }
    }
}
