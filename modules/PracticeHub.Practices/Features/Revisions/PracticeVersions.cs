using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Practices.Features.Practices;

namespace PracticeHub.Practices.Features.Revisions;

/// <summary>A version as the history shows it.</summary>
public sealed record VersionRow(string VersionId, int Number, string Author, DateTimeOffset AtUtc, string? Note, bool IsPublished, bool WasPublished);

internal static class PracticeVersions
{
    /// <summary>Nobody reads further back than this; every version stays in the database.</summary>
    private const int MostVersions = 300;

    extension(HubDb db)
    {
        public IQueryable<Card> PracticeAt(string slug, CurrentMember me)
        {
            var path = PracticeAddress.Of(slug);
            return db.Cards.VisibleTo(me).Where(c => c.Path == path && c.Kind == PracticePart.ContentType).AsNoTracking();
        }

        /// <summary>Newest first. Whoever may not edit sees what was once published, not the drafts between.</summary>
        public async Task<List<VersionRow>> VersionsOfAsync(Card practice, CurrentMember me, CancellationToken ct)
        {
            var (versions, heads, log) = (db.Versions, db.Set<ContentHead>(), db.Activities);
            var rows = from version in versions
                       where version.ItemId == practice.ItemId
                       join head in heads on version.ItemId equals head.ItemId
                       join user in db.Users on version.AuthorId equals user.Id into authors
                       from author in authors.DefaultIfEmpty()
                       orderby version.Number descending
                       let wasPublished = log.Any(a => a.ItemId == version.ItemId && a.Verb == "content.published" && a.Data!.Contains(version.VersionId))
                       select new VersionRow(version.VersionId, version.Number, author == null ? "" : author.DisplayName, version.AtUtc, version.Note,
                           head.PublishedVersionId == version.VersionId, wasPublished);
            var all = await rows.Take(MostVersions).ToListAsync(ct);
            return me.MayEdit(practice) ? all : [.. all.Where(v => v.IsPublished || v.WasPublished)];
        }
    }
}
