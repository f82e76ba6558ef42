using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Content;

/// <summary>A version as the history shows it.</summary>
/// <param name="Note">What its author said about it: what changed, and why.</param>
public sealed record VersionRow(string VersionId, int Number, string Author, DateTimeOffset AtUtc, string? Note, bool IsPublished, bool WasPublished);

/// <summary>Two versions beside each other.</summary>
public sealed record VersionPair(VersionRow Before, VersionRow After)
{
    /// <param name="before">The number of the older version; the one before the other unless given.</param>
    /// <param name="after">The number of the newer version; the newest unless given.</param>
    /// <returns>Null when there is no such version.</returns>
    public static VersionPair? Of(IReadOnlyList<VersionRow> versions, int? before, int? after)
    {
        var second = after is null ? (versions is [var newest, ..] ? newest : null) : versions.FirstOrDefault(v => v.Number == after);
        var first = before is null ? versions.FirstOrDefault(v => v.Number < second?.Number) ?? second : versions.FirstOrDefault(v => v.Number == before);
        return first is null || second is null ? null : new(first, second);
    }
}

/// <summary>The history of an item as its page shows it.</summary>
/// <param name="Path">The item's address, which those of the comparison begin with, without the leading slash.</param>
public sealed record VersionHistory(string Path, IReadOnlyList<VersionRow> Versions, bool MayRestore);

public static class VersionQueries
{
    /// <summary>Nobody reads further back than this; every version stays in the database.</summary>
    private const int MostVersions = 300;

    extension(HubDb db)
    {
        /// <summary>Newest first. Whoever may not edit sees what was once published, not the drafts between.</summary>
        public async Task<List<VersionRow>> VersionsOfAsync(string itemId, bool mayEdit, CancellationToken ct)
        {
            var (versions, heads, log) = (db.Versions, db.Set<ContentHead>(), db.Activities);
            var rows = from version in versions
                       where version.ItemId == itemId
                       join head in heads on version.ItemId equals head.ItemId
                       join user in db.Users on version.AuthorId equals user.Id into authors
                       from author in authors.DefaultIfEmpty()
                       orderby version.Number descending
                       let wasPublished = log.Any(a => a.ItemId == version.ItemId && a.Verb == "content.published" && a.Data!.Contains(version.VersionId))
                       select new VersionRow(version.VersionId, version.Number, author == null ? "" : author.DisplayName, version.AtUtc, version.Note,
                           head.PublishedVersionId == version.VersionId, wasPublished);
            var all = await rows.Take(MostVersions).ToListAsync(ct);
            return mayEdit ? all : [.. all.Where(v => v.IsPublished || v.WasPublished)];
        }

        /// <summary>What both versions say.</summary>
        public async Task<(ContentItem Before, ContentItem After)> ReadAsync(VersionPair pair, CancellationToken ct)
        {
            var ids = new[] { pair.Before.VersionId, pair.After.VersionId };
            var documents = await db.Versions.Where(v => ids.Contains(v.VersionId)).ToDictionaryAsync(v => v.VersionId, v => v.Document, ct);
            return (ContentItem.Parse(documents[pair.Before.VersionId]), ContentItem.Parse(documents[pair.After.VersionId]));
        }
    }
}
