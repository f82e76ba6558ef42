using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Media.Features.Library;
using PracticeHub.Media.Features.Pictures;
using PracticeHub.Media.Features.Quotas;
using PracticeHub.Media.Features.Storage;

namespace PracticeHub.Media.Features.Uploads;

/// <summary>Takes what a browser sends into the library: under a safe and free name, recognised by what is in it, and without its secrets.</summary>
public sealed class Uploader(HubDb db, MediaLibrary library, PictureShelf pictures, MediaOptions options, MediaQuota quota, CurrentMember me, Ids ids, DatabaseEngine engine, IServiceScopeFactory scopes)
{
    private const int MostNumbered = 20;

    /// <param name="folder">One in which the member may write.</param>
    /// <returns>The file, or why it was not taken.</returns>
    internal async Task<(MediaFile? File, Refusal? Refusal)> TakeAsync(IFormFile sent, string folder, string? alt, CancellationToken ct)
    {
        if (await quota.RefusalOfAsync(folder, sent.Length, ct) is { } full)
        {
            return (null, full);
        }

        for (var tries = 1; ; tries++)
        {
            var path = await FreeAsync(folder, MediaPath.Clean(sent.FileName), ct);
            try
            {
                var refusal = await PutAsync(sent, path, MediaRoom.OwnerIn(folder, me.RequiredId), alt?.Trim(), isNew: true, ct);
                if (refusal != MediaLibrary.Taken || tries == MostNumbered)
                {
                    return refusal is null ? (await db.MediaFiles.FindAsync([path], ct), null) : (null, refusal);
                }
            }
            catch (DbUpdateException taken) when (tries < MostNumbered && engine.IsUniqueViolation(taken))
            {
                // Pasted pictures are all called alike and come at one moment: the next name, then.
            }
        }
    }

    /// <summary>Gives a file new content of the same kind; what uses it shows that from now on.</summary>
    internal async Task<Refusal?> ReplaceAsync(MediaFile file, IFormFile sent, CancellationToken ct)
    {
        await using var content = sent.OpenReadStream();
        var refusal = sent.Length > options.MostBytes ? library.TooLarge
            : await quota.RefusalOfAsync(file.Folder, sent.Length - file.Size, ct) is { } full ? full
            : await MediaType.OfAsync(file.Path, content, ct) == file.ContentType ? await PutAsync(sent, file.Path, file.OwnerId, null, isNew: false, ct)
            : new("other-type", "This is a file of another kind. Upload it as a file of its own.");
        if (refusal is null && file.Width > 0)
        {
            await ShowAnewAsync(file.Path, ct);
        }

        return refusal;
    }

    /// <summary>Items say how large their pictures are, and what one sees in them. In a scope of nobody's: whoever replaces a file gives it to no item by that.</summary>
    internal async Task ShowAnewAsync(string path, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (later, store) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<ContentStore>());
        foreach (var item in await later.MediaUses.Where(u => u.Path == path).Select(u => u.ItemId).ToListAsync(ct))
        {
            await store.ReprojectAsync(item, ct);
        }

        await later.SaveChangesAsync(ct);
    }

    private async Task<Refusal?> PutAsync(IFormFile sent, string path, string owner, string? alt, bool isNew, CancellationToken ct)
    {
        if (sent.Length > options.MostBytes)
        {
            return library.TooLarge;
        }

        if (sent.Length == 0)
        {
            return new("empty-file", "This file is empty.");
        }

        await using var stream = sent.OpenReadStream();
        if (await MediaType.OfAsync(path, stream, ct) is not { } type || !Kernel.Fields.MediaAddress.IsPicture(path))
        {
            return (await library.PutAsync(path, stream, owner, ct, alt, isNew: isNew, quota: quota)).Refusal;
        }

        // Whoever waits for a desk holds nothing yet.
        using var desk = await pictures.SitDownAsync(ct);
        var content = new byte[sent.Length];
        stream.Position = 0;
        await stream.ReadExactlyAsync(content, ct);
        if (await desk.FaultOfAsync(content, ct) is { } fault)
        {
            return fault;
        }

        content = PictureSecrets.RemoveFrom(content, type);
        using var kept = new MemoryStream(content, writable: false);
        return (await library.PutAsync(path, kept, owner, ct, alt, Picture.SizeOf(content), isNew, quota)).Refusal;
    }

    /// <summary>Two files never have one name: the later one gets a number.</summary>
    private async Task<string> FreeAsync(string folder, string name, CancellationToken ct)
    {
        for (var number = 1; number <= MostNumbered; number++)
        {
            var path = MediaPath.Join(folder, number == 1 ? name : MediaPath.Numbered(name, number));
            if (!await db.MediaFiles.AnyAsync(f => f.Path == path, ct))
            {
                return path;
            }
        }

        return MediaPath.Join(folder, $"{ids.New()}{Path.GetExtension(name)}");
    }
}
