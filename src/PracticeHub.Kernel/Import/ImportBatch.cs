using System.Security.Cryptography;
using System.Text;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Import;

/// <summary>One item as an importer read it.</summary>
/// <param name="Id">From <see cref="StableId"/>, so that the next run finds it again.</param>
/// <param name="Source">The file or line, for the report and for the item itself.</param>
/// <param name="Content">All that the source says of it; while this stays the same, the item is left alone.</param>
/// <param name="At">When it was made, where the source knows.</param>
public sealed record ImportedItem(string Id, string Type, string Source, string Content, DateTimeOffset? At);

/// <summary>Writes imported items two hundred at a time, so that memory stays flat however many there are.</summary>
public sealed class ImportBatch(HubDb db, ContentStore store)
{
    private const int Size = 200;
    private int _waiting;

    /// <summary>Adds the item, makes a new version of it, or leaves it alone; counts in the report which it was.</summary>
    /// <param name="fill">Writes the parts; the item is empty, or the version that readers see.</param>
    public async Task PutAsync(ImportedItem imported, Writer by, Action<ContentItem> fill, ImportReport report, CancellationToken ct)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(imported.Content)));
        var existing = await store.FindLatestAsync(imported.Id, ct);
        if (existing is not null && existing.Get<ImportPart>().Hash == hash)
        {
            report.Unchanged++;
        }
        else if (existing is { Published: false })
        {
            report.Skip(imported.Source, "It was taken back in the hub, or has a draft there.");
        }
        else
        {
            await PublishAsync(existing ?? New(imported, by), imported, hash, by, fill, ct);
            report.Taken += existing is null ? 1 : 0;
            report.Updated += existing is null ? 0 : 1;
        }

        await CountAsync(ct);
    }

    /// <summary>Writes what still waits; called once at the end.</summary>
    public async Task FlushAsync(CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        _waiting = 0;
    }

    private async Task CountAsync(CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        if (++_waiting >= Size)
        {
            await FlushAsync(ct);
        }
    }

    private static ContentItem New(ImportedItem imported, Writer by)
    {
        var item = ContentItem.New(imported.Id, imported.Type);
        (item.Owner, item.CreatedUtc, item.PublishedUtc) = (by.UserId, imported.At, imported.At);
        return item;
    }

    private async Task PublishAsync(ContentItem item, ImportedItem imported, string hash, Writer by, Action<ContentItem> fill, CancellationToken ct)
    {
        fill(item);
        item.Put(new ImportPart(imported.Source, hash));
        if (await store.PublishAsync(item, by, ct) is { } refusal)
        {
            throw new ImportException($"{imported.Source}: {refusal.InEnglish}");
        }
    }
}
