using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Content;

/// <summary>What an import did with an item.</summary>
public enum ImportOutcome { Added, Changed, Unchanged }

public sealed partial class ContentStore
{
    private static readonly string[] Envelope = ["ContentItemVersionId", "Latest", "Published"];

    /// <summary>
    /// Takes an item in as it was elsewhere: version id, times, owner and author stay. Its two flags say which version it is:
    /// both, what readers see; Latest alone, a draft; Published alone, what readers see while there is a newer draft; neither,
    /// a version of the past, or the draft of an item that is new here.
    /// </summary>
    /// <remarks>
    /// A version that is here already, or the latest one where no version is named, is added to: objects deeply, all else
    /// replaced. When that changes nothing, nothing is written; otherwise a new version is, because versions never change.
    /// </remarks>
    /// <exception cref="InvalidOperationException">The id of the version belongs to another item, or the item is of another type here.</exception>
    public async Task<ImportOutcome> ImportAsync(ContentItem given, Writer by, CancellationToken ct)
    {
        var head = await HeadAsync(given.Id, ct);
        if (head is not null && head.Type != given.Type)
        {
            throw new InvalidOperationException($"{given.Id} exists already, as {head.Type} and not as {given.Type}.");
        }

        var known = given.VersionId is { } id ? await db.Set<ContentVersion>().FindAsync([id], ct) : null;
        if (known is not null && known.ItemId != given.Id)
        {
            throw new InvalidOperationException($"The version {given.VersionId} of {given.Id} exists already, as one of {known.ItemId}.");
        }

        var before = head is null ? null : known is not null || given.VersionId is null ? await ReadAsync(head, known?.VersionId ?? head.LatestVersionId, ct) : null;
        var item = before is null ? given : Join(before, given);
        var (isPublished, isLatest) = (given.Published, given.Latest || head is null);
        if (before is not null && await SameAsync(head!, before, item, ct) is { } same)
        {
            return isPublished ? await ShowAsync(head!, same, by, ct) : ImportOutcome.Unchanged;
        }

        item.VersionId = known is null ? given.VersionId ?? ids.New() : ids.New();
        Complete(item, by);
        await TakeAsync(item, head, isPublished, isLatest, by, ct);
        return head is null ? ImportOutcome.Added : ImportOutcome.Changed;
    }

    /// <summary>The version that already says what the item says: the one that was named, or what an import before made of it.</summary>
    private async Task<ContentItem?> SameAsync(ContentHead head, ContentItem before, ContentItem item, CancellationToken ct)
    {
        if (IsSame(before, item))
        {
            return before;
        }

        return await ReadAsync(head, head.LatestVersionId, ct) is { } latest && IsSame(latest, item) ? latest : null;
    }

    /// <summary>The version is here. Readers see it now, unless somebody here has written a newer one meanwhile.</summary>
    private async Task<ImportOutcome> ShowAsync(ContentHead head, ContentItem version, Writer by, CancellationToken ct)
    {
        if (head.PublishedVersionId == version.VersionId || head.LatestVersionId != version.VersionId)
        {
            return ImportOutcome.Unchanged;
        }

        await TakeHeadAsync(version, head, isPublished: true, isLatest: true, by, ct);
        return ImportOutcome.Changed;
    }

    private async Task TakeAsync(ContentItem item, ContentHead? head, bool isPublished, bool isLatest, Writer by, CancellationToken ct)
    {
        var isNew = head is null;
        if (head is null)
        {
            head = new ContentHead { ItemId = item.Id, Type = item.Type, LatestVersionId = item.VersionId! };
            db.Add(head);
        }

        await TakeHeadAsync(item, head, isPublished, isLatest, by, ct, isNew);
        // Orchard Core keeps in a part why a version was written.
        AddVersion(item, head, by, (item.Document["AuditTrailPart"] as JsonObject)?["Comment"]?.ToString() is { Length: > 0 } comment ? Text.Excerpt.Of(comment.Replace("\0", "", StringComparison.Ordinal), 500) : null);
    }

    private async Task TakeHeadAsync(ContentItem item, ContentHead head, bool isPublished, bool isLatest, Writer by, CancellationToken ct, bool isNew = false)
    {
        head.LatestVersionId = isLatest ? item.VersionId! : head.LatestVersionId;
        head.PublishedVersionId = isPublished ? item.VersionId : head.PublishedVersionId;
        (item.Latest, item.Published) = (isLatest, isPublished);
        if (isPublished || (isLatest && head.PublishedVersionId is null))
        {
            await projector.ProjectAsync(item, isPublished, isNew, ct);
            Record(isPublished ? "content.published" : "content.saved", item, by, isNew);
        }

        await schedule.TakeAsync(item, head, isNew, by.UserId, ct);
    }

    /// <summary>Gives what an item must have and did not bring along.</summary>
    private void Complete(ContentItem item, Writer by)
    {
        if (item.Document["Owner"] is null)
        {
            item.Owner = by.UserId;
        }

        item.Author = item.Author.Length > 0 ? item.Author : by.UserName;
        item.DisplayText = item.DisplayText.Length > 0 ? item.DisplayText : item.Get<TitlePart>().Title;
        item.CreatedUtc ??= item.PublishedUtc ?? item.ModifiedUtc ?? clock.GetUtcNow();
        item.ModifiedUtc ??= item.CreatedUtc;
        item.PublishedUtc ??= item.Published ? item.ModifiedUtc : null;
    }

    private static ContentItem Join(ContentItem before, ContentItem given)
    {
        var joined = before.Clone();
        foreach (var (name, value) in given.Document.Where(p => p.Value is not null))
        {
            if (value is JsonObject part && joined.Document[name] is JsonObject existing)
            {
                Join(existing, part);
            }
            else
            {
                joined.Document[name] = value!.DeepClone();
            }
        }

        return joined;
    }

    private static void Join(JsonObject into, JsonObject given)
    {
        foreach (var (name, value) in given)
        {
            if (value is JsonObject inner && into[name] is JsonObject existing)
            {
                Join(existing, inner);
            }
            else
            {
                into[name] = value?.DeepClone();
            }
        }
    }

    private static bool IsSame(ContentItem one, ContentItem other) => JsonNode.DeepEquals(Essence(one), Essence(other));

    private static JsonObject Essence(ContentItem item)
    {
        var document = item.Clone().Document;
        foreach (var name in Envelope)
        {
            document.Remove(name);
        }

        return document;
    }
}
