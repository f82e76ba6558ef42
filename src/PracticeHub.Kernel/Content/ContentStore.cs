using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Content;

/// <summary>Whose deed it is.</summary>
public sealed record Writer(string UserId, string UserName)
{
    /// <summary>The id in whose name the hub does what nobody asked for, as setting itself up.</summary>
    public const string Hub = "system";

    /// <summary>The id of whoever uses the command line.</summary>
    public const string Operator = "command-line";
}

/// <summary>An item as those who may change it find it: its card, and its newest version, published or not.</summary>
public sealed record Manuscript(Card Card, ContentItem Item);

/// <summary>
/// The one store of content. Every save makes a new version and its read models; nothing is written before the caller
/// saves the <see cref="HubDb"/>.
/// </summary>
public sealed partial class ContentStore(HubDb db, DatabaseEngine engine, CurrentHub hub, Projector projector, ContentSchedule schedule, Ids ids, TimeProvider clock)
{
    public static readonly Refusal Stale = new("stale", "Somebody else changed this meanwhile. Nothing of yours is lost: compare both and save again.") { Words = typeof(Words) };

    private static readonly Refusal NotPublished = new("not-published", "This is not published.") { Words = typeof(Words) };

    /// <summary>The latest version, draft or not.</summary>
    public Task<ContentItem?> FindLatestAsync(string id, CancellationToken ct) => FindAsync(id, head => head.LatestVersionId, ct);

    /// <summary>What readers see, or null while nothing is published.</summary>
    public Task<ContentItem?> FindPublishedAsync(string id, CancellationToken ct) => FindAsync(id, head => head.PublishedVersionId, ct);

    /// <summary>What stands at an address, by one query; null when nothing does, or the reader may not see it.</summary>
    public Task<Manuscript?> FindAtAsync(string path, CurrentMember me, CancellationToken ct) => FindAsync(db.Cards.VisibleTo(me).Where(c => c.Path == path), ct);

    /// <summary>The item with this id, by one query; null when there is none, or the reader may not see it.</summary>
    public Task<Manuscript?> FindForAsync(string id, CurrentMember me, CancellationToken ct) => FindAsync(db.Cards.VisibleTo(me).Where(c => c.ItemId == id), ct);

    private async Task<Manuscript?> FindAsync(IQueryable<Card> cards, CancellationToken ct)
    {
        var found = await cards
            .Join(db.Set<ContentHead>(), c => c.ItemId, h => h.ItemId, (card, head) => new { card, head })
            .Join(db.Set<ContentVersion>(), x => x.head.LatestVersionId, v => v.VersionId, (x, version) => new { x.card, x.head, version })
            .FirstOrDefaultAsync(ct);
        return found is null ? null : new(found.card, ItemOf(found.head, found.version));
    }

    public async Task<ContentItem?> FindVersionAsync(string id, string versionId, CancellationToken ct) =>
        await HeadAsync(id, ct) is { } head ? await ReadAsync(head, versionId, ct) : null;

    public ContentItem New(string type, Writer by)
    {
        var item = ContentItem.New(ids.New(), type);
        (item.Owner, item.Author, item.CreatedUtc) = (by.UserId, by.UserName, clock.GetUtcNow());
        return item;
    }

    /// <summary>Keeps the item as the newest draft; what is published stays published.</summary>
    public Task<Refusal?> SaveDraftAsync(ContentItem item, Writer by, CancellationToken ct, string? note = null) =>
        WriteAsync(item, by, publish: false, note, ct);

    /// <summary>Makes this version what readers see.</summary>
    /// <param name="size">What whoever changed it says of the change, where readers see it already.</param>
    public Task<Refusal?> PublishAsync(ContentItem item, Writer by, CancellationToken ct, string? note = null, ChangeSize size = ChangeSize.Real) =>
        WriteAsync(item, by, publish: true, note, ct, size: size);

    /// <summary>Makes the version that is already stored what readers see, without a new one.</summary>
    public async Task<Refusal?> PublishVersionAsync(string id, string versionId, Writer by, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head || await ReadAsync(head, versionId, ct) is not { } item)
        {
            return new("unknown-version", "This version does not exist.") { Words = typeof(Words) };
        }

        if (await GuardAsync(head, new(head.PublishedVersionId ?? "", versionId, item, by, ChangeSize.Real, null), ct) is { } refusal)
        {
            return refusal;
        }

        head.PublishedVersionId = versionId;
        item.PublishedUtc = clock.GetUtcNow();
        (item.Published, item.Latest) = (true, head.LatestVersionId == versionId);
        await projector.ProjectAsync(item, isPublished: true, isNew: false, ct);
        await schedule.TakeAsync(item, head, isNew: false, by.UserId, ct);
        Record("content.published", item, by);
        return null;
    }

    /// <summary>Saves a new item whose id is made of what was typed: a form that is sent twice at once makes it once.</summary>
    public async Task SaveOnceAsync(string id, CancellationToken ct)
    {
        try
        {
            await db.SaveChangesAsync(ct);
        }
        catch (DbUpdateException twice) when (engine.IsUniqueViolation(twice))
        {
            if (!await db.Cards.AnyAsync(c => c.ItemId == id, ct))
            {
                throw;
            }
        }
    }

    /// <summary>Hides the item from readers; its versions stay.</summary>
    public async Task<Refusal?> UnpublishAsync(string id, Writer by, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { PublishedVersionId: not null } head)
        {
            return NotPublished;
        }

        head.PublishedVersionId = null;
        var item = (await ReadAsync(head, head.LatestVersionId, ct))!;
        await projector.ProjectAsync(item, isPublished: false, isNew: false, ct);
        await schedule.TakeAsync(item, head, isNew: false, by.UserId, ct);
        Record("content.unpublished", item, by);
        return null;
    }

    /// <summary>Hides the item because its time has come; the new version says no longer when that was to be.</summary>
    internal async Task<Refusal?> ArchiveAsync(string id, Writer by, string note, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { PublishedVersionId: not null } head)
        {
            return NotPublished;
        }

        head.PublishedVersionId = null;
        var item = (await ReadAsync(head, head.LatestVersionId, ct))!;
        item.ArchiveAtUtc = null;
        return await WriteAsync(item, by, publish: false, note, ct, "content.unpublished");
    }

    /// <summary>Makes an older version the newest draft.</summary>
    public async Task<Refusal?> RestoreAsync(string id, string versionId, Writer by, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is not { } head || await ReadAsync(head, versionId, ct) is not { } item)
        {
            return new("unknown-version", "This version does not exist.") { Words = typeof(Words) };
        }

        item.VersionId = head.LatestVersionId;
        return await SaveDraftAsync(item, by, ct, "Restored an earlier version");
    }

    /// <summary>Fills the read models again from the stored documents: after an import of definitions, or by <c>reindex</c>.</summary>
    public async Task ReprojectAsync(string id, CancellationToken ct)
    {
        if (await HeadAsync(id, ct) is { } head && await ReadAsync(head, head.PublishedVersionId ?? head.LatestVersionId, ct) is { } item)
        {
            await projector.ProjectAsync(item, head.PublishedVersionId is not null, isNew: false, ct);
        }
    }

    private async Task<Refusal?> WriteAsync(ContentItem item, Writer by, bool publish, string? note, CancellationToken ct, string? verb = null, ChangeSize size = ChangeSize.Real)
    {
        var head = item.VersionId is null ? null : await HeadAsync(item.Id, ct);
        if (head is not null && head.LatestVersionId != item.VersionId)
        {
            return Stale;
        }

        var (isNew, versionId) = (head is null, ids.New());
        if (publish && await GuardAsync(head, new(head?.PublishedVersionId ?? "", versionId, item, by, size, note), ct) is { } refusal)
        {
            return refusal;
        }

        item.VersionId = versionId;
        Stamp(item, by, publish, isNew);
        if (head is null)
        {
            head = new ContentHead { ItemId = item.Id, Type = item.Type, LatestVersionId = item.VersionId };
            db.Add(head);
        }

        head.LatestVersionId = item.VersionId;
        head.PublishedVersionId = publish ? item.VersionId : head.PublishedVersionId;
        if (publish || head.PublishedVersionId is null)
        {
            await projector.ProjectAsync(item, publish, isNew, ct);
        }

        // Only now: its address may just have been written into the item.
        AddVersion(item, head, by, note);
        await schedule.TakeAsync(item, head, isNew, by.UserId, ct);
        Record(verb ?? (publish ? "content.published" : "content.saved"), item, by, isNew);
        return null;
    }

    /// <summary>Asks those who look after what readers see already.</summary>
    private async Task<Refusal?> GuardAsync(ContentHead? head, Republication change, CancellationToken ct)
    {
        foreach (var guard in head?.PublishedVersionId is null ? [] : hub.Services<IPublishGuard>())
        {
            if (await guard.LookAsync(change, ct) is { } refusal)
            {
                return refusal;
            }
        }

        return null;
    }

    /// <summary>Times that came with the item, as in an import, are kept.</summary>
    private void Stamp(ContentItem item, Writer by, bool publish, bool isNew)
    {
        var now = clock.GetUtcNow();
        item.Author = by.UserName;
        item.Latest = true;
        item.Published = publish;
        item.CreatedUtc ??= now;
        item.ModifiedUtc = isNew ? item.ModifiedUtc ?? item.CreatedUtc : now;
        item.PublishedUtc = publish ? item.PublishedUtc ?? (isNew ? item.CreatedUtc : now) : item.PublishedUtc;
    }

    private void AddVersion(ContentItem item, ContentHead head, Writer by, string? note) => db.Add(new ContentVersion
    {
        VersionId = item.VersionId!,
        ItemId = item.Id,
        Number = ++head.Versions,
        Document = item.ToJson(),
        AuthorId = by.UserId,
        AtUtc = item.ModifiedUtc ?? clock.GetUtcNow(),
        Note = note,
    });

    private void Record(string verb, ContentItem item, Writer by, bool isNew = false) => db.Activities.Add(new ActivityRecord
    {
        Verb = verb,
        ActorId = by.UserId,
        ItemId = item.Id,
        ContentType = item.Type,
        CommunityId = item.Get<SharingPart>().CommunityId,
        AtUtc = clock.GetUtcNow(),
        Data = $"{{\"versionId\":\"{item.VersionId}\"{(isNew ? ",\"isNew\":true" : "")}}}",
    });

    private async Task<ContentHead?> HeadAsync(string id, CancellationToken ct) => await db.Set<ContentHead>().FindAsync([id], ct);

    private async Task<ContentItem?> FindAsync(string id, Func<ContentHead, string?> which, CancellationToken ct) =>
        await HeadAsync(id, ct) is { } head && which(head) is { } versionId ? await ReadAsync(head, versionId, ct) : null;

    private async Task<ContentItem?> ReadAsync(ContentHead head, string versionId, CancellationToken ct)
    {
        var version = await db.Set<ContentVersion>().FindAsync([versionId], ct);
        return version is null || version.ItemId != head.ItemId ? null : ItemOf(head, version);
    }

    private static ContentItem ItemOf(ContentHead head, ContentVersion version)
    {
        var item = ContentItem.Parse(version.Document);
        (item.Latest, item.Published) = (head.LatestVersionId == version.VersionId, head.PublishedVersionId == version.VersionId);
        return item;
    }
}
