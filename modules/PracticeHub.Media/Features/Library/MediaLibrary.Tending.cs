using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Fields;

namespace PracticeHub.Media.Features.Library;

/// <summary>Moves and takes away. What is used stays where it is: nothing that shows a file ever breaks.</summary>
public sealed partial class MediaLibrary
{
    private static readonly Refusal Used = new("in-use", "Something shows this file or links to it, so it stays where it is. Take it out there first.");
    private static readonly Refusal UsedInDraft = new("in-a-draft", "A draft that nobody has published yet shows this file, so it stays where it is.");
    internal static readonly Refusal Taken = new("taken", "There is something with this name already.");
    private static readonly Refusal NotEmpty = new("not-empty", "The folder is not empty. Only an empty folder can be deleted.");
    private static readonly Refusal UsedBelow = new("used-below", "Something shows a file in this folder, so the folder keeps its name.");
    private static readonly Refusal Unfit = new("bad-folder", "A folder needs a name that does not lead out of the library and is not too long.");

    /// <returns>Why it stays; null when it is gone.</returns>
    internal async Task<Refusal?> DeleteAsync(MediaFile file, CancellationToken ct)
    {
        var path = file.Path;
        var refusal = await InDraftsAsync(path, ct) ? UsedInDraft : await db.InTransactionAsync(async () =>
        {
            var gone = await db.MediaFiles.Where(f => f.Path == path && !db.Set<MediaUse>().Any(u => u.Path == path)).ExecuteDeleteAsync(ct);
            await (gone > 0 ? database.DeleteAsync(file.ContentId, ct) : Task.CompletedTask);
            return gone > 0 ? await DoneAsync("media.deleted", path, ct) : Used;
        }, ct);
        if (refusal is null)
        {
            disk.Delete(file.ContentId);
            pictures.Forget(file.Hash);
        }

        return refusal;
    }

    /// <returns>Why it stays; null when it is there.</returns>
    internal async Task<Refusal?> MoveAsync(MediaFile file, string target, CancellationToken ct)
    {
        if (MediaPath.Normal(target) is not { } to)
        {
            return BadPath;
        }

        if (await InDraftsAsync(file.Path, ct))
        {
            return UsedInDraft;
        }

        return await db.InTransactionAsync(async () =>
        {
            if (await db.MediaFiles.AnyAsync(f => f.Path == to, ct))
            {
                return Taken;
            }

            var (from, folder) = (file.Path, MediaPath.FolderOf(to));
            var moved = await db.Database.ExecuteSqlAsync(
                $"UPDATE media_file SET path = {to}, folder = {folder} WHERE path = {from} AND NOT EXISTS (SELECT 1 FROM media_use u WHERE u.path = {from})", ct);
            await MakeFoldersAsync(moved > 0 ? folder : "", ct);
            return moved > 0 ? await DoneAsync("media.moved", to, ct) : Used;
        }, ct);
    }

    internal async Task<Refusal?> NewFolderAsync(string path, CancellationToken ct)
    {
        if (MediaPath.Normal(path) is not { } folder)
        {
            return Unfit;
        }

        if (await db.MediaFolders.AnyAsync(f => f.Path == folder, ct))
        {
            return Taken;
        }

        await db.InTransactionAsync(() => MakeFoldersAsync(folder, ct), ct);
        return null;
    }

    internal async Task<Refusal?> DeleteFolderAsync(string folder, CancellationToken ct)
    {
        var gone = await db.InTransactionAsync(() => db.MediaFolders.Where(f => f.Path == folder
            && !db.Set<MediaFile>().Any(file => file.Folder == folder) && !db.Set<MediaFolder>().Any(below => below.Parent == folder)).ExecuteDeleteAsync(ct), ct);
        return gone > 0 ? null : NotEmpty;
    }

    /// <summary>Gives a folder another path, with all that lies in it, where nothing uses any of it.</summary>
    internal async Task<Refusal?> MoveFolderAsync(string from, string target, CancellationToken ct)
    {
        if (MediaPath.Normal(target) is not { } to || MediaPath.IsIn(from, to))
        {
            return Unfit;
        }

        var (below, start, parent) = (from + "/", from.Length + 1, MediaPath.FolderOf(to));
        var room = MediaConfiguration.PathLength - to.Length + from.Length;
        if (await db.MediaFolders.AnyAsync(f => f.Path == to, ct))
        {
            return Taken;
        }

        if (await db.MediaFiles.AnyAsync(f => f.Path.StartsWith(below) && f.Path.Length > room, ct))
        {
            return Unfit;
        }

        return await db.InTransactionAsync(async () =>
        {
            if (await db.MediaUses.AnyAsync(u => u.Path.StartsWith(below), ct))
            {
                return UsedBelow;
            }

            await db.Database.ExecuteSqlAsync($"UPDATE media_file SET path = {to} || substr(path, {start}), folder = {to} || substr(folder, {start}) WHERE substr(path, 1, {start}) = {below}", ct);
            await db.Database.ExecuteSqlAsync($"UPDATE media_folder SET path = {to} || substr(path, {start}), parent = {to} || substr(parent, {start}) WHERE substr(path, 1, {start}) = {below}", ct);
            await db.Database.ExecuteSqlAsync($"UPDATE media_folder SET path = {to}, parent = {parent} WHERE path = {from}", ct);
            await MakeFoldersAsync(parent, ct);
            return await DoneAsync("media.moved", to, ct);
        }, ct);
    }

    private async Task<Refusal?> DoneAsync(string verb, string path, CancellationToken ct)
    {
        Record(verb, path);
        await db.SaveChangesAsync(ct);
        return null;
    }

    /// <summary>Whether the newest version of an item names the file that the published one, which uses are noted of, may not.</summary>
    private Task<bool> InDraftsAsync(string path, CancellationToken ct)
    {
        var (escaped, address) = (JsonEncodedText.Encode(path).ToString(), MediaAddress.Of(path));
        return db.Set<ContentHead>().Where(h => h.PublishedVersionId != null && h.PublishedVersionId != h.LatestVersionId)
            .Join(db.Set<ContentVersion>(), h => h.LatestVersionId, v => v.VersionId, (_, v) => v.Document)
            .AnyAsync(d => d.Contains(path) || d.Contains(escaped) || d.Contains(address), ct);
    }
}
