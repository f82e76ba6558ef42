using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;
using PracticeHub.Media.Features.Pictures;
using PracticeHub.Media.Features.Quotas;
using PracticeHub.Media.Features.Storage;

namespace PracticeHub.Media.Features.Library;

/// <summary>The files of the hub: who may have which, and what becomes of them.</summary>
public sealed partial class MediaLibrary(HubDb db, CurrentMember me, DatabaseStore database, DiskStore disk, PictureShelf pictures, MediaOptions options, RecipeContext recipe, Ids ids, TimeProvider clock)
{
    private static readonly Refusal BadPath = new("bad-path", "A file needs a name of at most 400 characters that does not lead out of the library.");

    /// <summary>Adds a file or gives it new content, and saves it with its row or not at all.</summary>
    /// <param name="content">Can be read again from its beginning.</param>
    /// <param name="pixels">Of a picture that the hub can show at other sizes.</param>
    /// <param name="isNew">Whether a file of this name is in the way, rather than given new content.</param>
    /// <param name="quota">What limits how much there may be; null for what nobody limits.</param>
    /// <returns>Whether anything changed; or why not.</returns>
    internal async Task<(bool HasChanged, Refusal? Refusal)> PutAsync(string path, Stream content, string ownerId, CancellationToken ct, string? alt = null, (int Width, int Height) pixels = default, bool isNew = false, MediaQuota? quota = null)
    {
        if (MediaPath.Normal(path) is not { } normal)
        {
            return (false, BadPath);
        }

        if (content.Length > options.MostBytes)
        {
            return (false, TooLarge);
        }

        if (await MediaType.OfAsync(normal, content, ct) is not { } type)
        {
            return (false, new("unknown-type", "The library does not take files of this kind, or its name says something else than its content."));
        }

        content.Position = 0;
        var hash = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, ct));
        var file = await db.MediaFiles.FindAsync([normal], ct);
        if (file is not null && isNew)
        {
            return (false, Taken);
        }

        if (file?.Hash == hash && (alt is null || alt == file.Alt))
        {
            return (false, null);
        }

        var (contentId, before) = (ids.New(), file?.ContentId);
        if (file is null)
        {
            file = new() { Path = normal, Folder = MediaPath.FolderOf(normal), ContentId = contentId, Hash = hash, Size = 0, ContentType = type, OwnerId = ownerId, AtUtc = default };
            db.Add(file);
        }

        (file.ContentId, file.Hash, file.Size, file.ContentType, file.AtUtc) = (contentId, hash, (int)content.Length, type, clock.GetUtcNow());
        (file.Alt, file.Width, file.Height) = (Excerpt.Of(alt ?? file.Alt, MediaConfiguration.AltLength), pixels.Width, pixels.Height);
        var refusal = await SaveAsync(file, before, content, quota, ct);
        return (refusal is null, refusal);
    }

    internal Refusal TooLarge => new("too-large", "A file may hold {0} MB at most.", options.MostMegabytes);

    /// <summary>
    /// The file, if the reader may have it: because an item that they may read shows it, because it is their own, or because they
    /// look after everybody's files.
    /// </summary>
    internal Task<MediaFile?> FindAsync(string path, CancellationToken ct) =>
        MediaPath.Normal(path) is { } normal ? HadByMe.AsNoTracking().FirstOrDefaultAsync(f => f.Path == normal, ct) : Task.FromResult<MediaFile?>(null);

    /// <summary>All files that the reader may have.</summary>
    internal IQueryable<MediaFile> HadByMe
    {
        get
        {
            var (id, seesAll) = (me.Id, me.Can(MediaPermissions.ManageMediaContent));
            var visible = db.Cards.VisibleTo(me);
            return db.MediaFiles.Where(f => seesAll || f.OwnerId == id
                || db.Set<MediaUse>().Any(u => u.Path == f.Path && u.IsGranted && visible.Any(c => c.ItemId == u.ItemId)));
        }
    }

    /// <summary>Wherever it is: whoever runs the hub may have chosen another place meanwhile.</summary>
    internal Stream Open(MediaFile file) => disk.Open(file.ContentId) ?? database.Open(file);

    private async Task<Refusal?> SaveAsync(MediaFile file, string? before, Stream content, MediaQuota? quota, CancellationToken ct)
    {
        var isWhole = db.Database.CurrentTransaction is null;
        var refusal = await db.InTransactionAsync(async () =>
        {
            if (quota is not null && await quota.HoldAsync(file.Path, file.Size, ct) is { } full)
            {
                db.ChangeTracker.Clear();
                return full;
            }

            await (options.IsOnDisk ? disk.WriteAsync(file.ContentId, content, ct) : database.WriteAsync(file.ContentId, content, ct));
            await MakeFoldersAsync(file.Folder, ct);
            if (before is not null)
            {
                await database.DeleteAsync(before, ct);
            }

            Record(before is null ? "media.added" : "media.replaced", file.Path);
            await db.SaveChangesAsync(ct);
            return null;
        }, ct);
        if (refusal is null && isWhole && before is not null)
        {
            disk.Delete(before);
        }

        return refusal;
    }

    private async Task MakeFoldersAsync(string folder, CancellationToken ct)
    {
        for (; folder.Length > 0; folder = MediaPath.FolderOf(folder))
        {
            var parent = MediaPath.FolderOf(folder);
            // Two who come at one moment both find it there.
            await db.Database.ExecuteSqlAsync($"INSERT INTO media_folder (path, parent) VALUES ({folder}, {parent}) ON CONFLICT DO NOTHING", ct);
        }
    }

    /// <summary>What people did; recipes have a report of their own.</summary>
    private void Record(string verb, string path)
    {
        if (me.IsSignedIn && !recipe.IsRunning)
        {
            db.RecordForHub(verb, me.RequiredId, clock.GetUtcNow(), path);
        }
    }
}
