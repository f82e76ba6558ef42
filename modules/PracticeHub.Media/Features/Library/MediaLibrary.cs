using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Media.Features.Library;

/// <summary>The files of the hub. They are in the database: what is saved with them lands with them or not at all.</summary>
public sealed class MediaLibrary(HubDb db, CurrentMember me, Ids ids, TimeProvider clock)
{
    /// <summary>What one file may hold, in bytes.</summary>
    public const int MostBytes = 30_000_000;

    /// <summary>Adds a file or gives it new content. The caller saves.</summary>
    /// <returns>Whether anything changed; or why not.</returns>
    internal async Task<(bool HasChanged, Refusal? Refusal)> PutAsync(string path, byte[] content, string ownerId, CancellationToken ct)
    {
        if (Normal(path) is not { } normal)
        {
            return (false, new("bad-path", "A file needs a name of at most 400 characters that does not lead out of the library."));
        }

        if (content.Length > MostBytes)
        {
            return (false, new("too-large", "A file may hold 30 MB at most."));
        }

        if (MediaType.Of(normal, content) is not { } type)
        {
            return (false, new("unknown-type", "The library does not take files of this kind, or its name says something else than its content."));
        }

        var hash = Convert.ToHexStringLower(SHA256.HashData(content));
        var file = await db.MediaFiles.FindAsync([normal], ct);
        if (file?.Hash == hash)
        {
            return (false, null);
        }

        var contentId = ids.New();
        if (file is null)
        {
            db.Add(new MediaFile { Path = normal, ContentId = contentId, Hash = hash, Size = content.Length, ContentType = type, OwnerId = ownerId, AtUtc = clock.GetUtcNow() });
        }
        else
        {
            var old = file.ContentId;
            db.Then(later => db.Set<MediaChunk>().Where(c => c.ContentId == old).ExecuteDeleteAsync(later));
            (file.ContentId, file.Hash, file.Size, file.ContentType, file.AtUtc) = (contentId, hash, content.Length, type, clock.GetUtcNow());
        }

        db.AddRange(content.Chunk(MediaChunk.Size).Select((bytes, number) => new MediaChunk { ContentId = contentId, Number = number, Bytes = bytes }));
        return (true, null);
    }

    /// <summary>
    /// The file, if the reader may have it: because an item that they may read shows it, because it is their own, or because they
    /// look after everybody's content.
    /// </summary>
    internal async Task<MediaFile?> FindAsync(string path, CancellationToken ct)
    {
        if (Normal(path) is not { } normal)
        {
            return null;
        }

        var (id, seesAll) = (me.Id, me.SeesAll || me.Can(KernelPermissions.EditContent));
        var visible = db.Cards.VisibleTo(me);
        return await db.MediaFiles.AsNoTracking().FirstOrDefaultAsync(f => f.Path == normal && (seesAll || f.OwnerId == id
            || db.Set<MediaUse>().Any(u => u.Path == normal && u.IsGranted && visible.Any(c => c.ItemId == u.ItemId))), ct);
    }

    internal Stream Open(MediaFile file) => new ChunkStream(db, file.ContentId, file.Size);

    /// <summary>The path as it is stored; null when it leads nowhere or elsewhere.</summary>
    internal static string? Normal(string path)
    {
        var parts = path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isSafe = parts.Length > 0 && parts.All(part => part is not ("." or "..") && part.Trim() == part && !part.Any(c => char.IsControl(c) || c is ':' or '*' or '?' or '"' or '<' or '>' or '|'));
        var normal = string.Join('/', parts);
        return isSafe && normal.Length <= MediaConfiguration.PathLength ? normal : null;
    }
}
