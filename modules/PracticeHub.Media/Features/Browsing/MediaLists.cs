using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Browsing;

/// <summary>A folder in a list.</summary>
/// <param name="Person">Whose it is, where it is named by an id.</param>
/// <param name="Used">How many bytes lie in the folder that was asked about, where this is the one that is shown.</param>
public sealed record FolderCard(string Path, string? Person, long Used);

/// <summary>A file in a list.</summary>
public sealed record FileCard(string Path, string Alt, string ContentType, int Size, int Width, int Height)
{
    public string Name => MediaPath.NameOf(Path);

    public bool IsImage => MediaType.IsImage(ContentType);

    public bool IsReady => !IsImage || Alt.Length > 0;
}

/// <summary>A page of the library: folders, then files, by name.</summary>
/// <param name="Next">Where the next page begins: after this path, which ends with a slash where it is a folder's; null on the last one.</param>
public sealed record MediaList(IReadOnlyList<FolderCard> Folders, IReadOnlyList<FileCard> Files, string? Next)
{
    /// <summary>How many bytes lie in the folder of whoever has this one; null where nobody has, or nobody asked.</summary>
    public long? Used { get; init; }

    /// <summary>In whose folder one is; null where it is nobody's.</summary>
    public string? Person { get; init; }

    public bool IsEmpty => Folders.Count + Files.Count == 0;
}

/// <summary>Reads lists of the library, a page at a time and along an index, however many files there are.</summary>
public sealed class MediaLists(HubDb db)
{
    private const int Size = 48;

    /// <summary>What lies in a folder; null when there is no such folder.</summary>
    /// <param name="own">The folder of their own of whoever has this one; null when nobody asks how much lies in it.</param>
    internal async Task<MediaList?> InAsync(string folder, string? after, string? own, CancellationToken ct)
    {
        var isAmongFiles = after is { Length: > 0 } && !after.EndsWith('/');
        var folders = isAmongFiles ? [] : await FoldersAsync(folder, after?.TrimEnd('/') ?? "", own ?? folder, ct);
        if (!isAmongFiles && folder.Length > 0 && !folders.Exists(f => f.Path == folder))
        {
            return null;
        }

        long? used = own is null || folder.Length == 0 ? null : isAmongFiles ? await db.MediaFiles.Below(own).SumAsync(f => (long)f.Size, ct) : folders.Find(f => f.Path == folder)!.Used;
        var person = folders.Find(f => f.Path == folder)?.Person;
        folders.RemoveAll(f => f.Path == folder);
        if (folders.Count > Size)
        {
            return new(folders[..Size], [], folders[Size - 1].Path + "/") { Used = used, Person = person };
        }

        var mark = isAmongFiles ? after! : "";
        var (files, next) = await PageAsync(db.MediaFiles.Where(f => f.Folder == folder && string.Compare(f.Path, mark) > 0), ct);
        return new(folders, files, next) { Used = used, Person = person };
    }

    /// <summary>Files in a room whose path or text holds what is sought; all of them when nothing is.</summary>
    /// <param name="unready">Only pictures that do not say yet what one sees.</param>
    internal async Task<MediaList> FoundAsync(MediaRoom room, string sought, bool unready, string? after, CancellationToken ct)
    {
        var (word, mark) = (sought.ToLowerInvariant(), after ?? "");
        var files = (room.Root.Length == 0 ? db.MediaFiles : db.MediaFiles.Below(room.Root)).Where(f => string.Compare(f.Path, mark) > 0);
        files = unready ? files.Where(f => f.Alt == "" && f.ContentType.StartsWith("image/") && f.ContentType != MediaType.Photoshop) : files;
        files = word.Length > 0 ? files.Where(f => DatabaseText.Lower(f.Path).Contains(word) || DatabaseText.Lower(f.Alt).Contains(word)) : files;
        var (found, next) = await PageAsync(files, ct);
        return new([], found, next);
    }

    private static async Task<(IReadOnlyList<FileCard> Files, string? Next)> PageAsync(IQueryable<MediaFile> files, CancellationToken ct)
    {
        var rows = await files.OrderBy(f => f.Path).Take(Size + 1).Select(f => new FileCard(f.Path, f.Alt, f.ContentType, f.Size, f.Width, f.Height)).ToListAsync(ct);
        return rows.Count > Size ? (rows[..Size], rows[Size - 1].Path) : (rows, null);
    }

    private Task<List<FolderCard>> FoldersAsync(string folder, string mark, string counted, CancellationToken ct)
    {
        var inside = db.MediaFiles.Below(counted);
        // The folder itself comes with those in it: one query tells whether it is there.
        var folders = db.MediaFolders.Where(f => f.Path == folder || (f.Parent == folder && f.Path != "" && string.Compare(f.Path, mark) > 0)).OrderBy(f => f.Path).Take(Size + 2);
        var (start, owner) = (MediaPath.Members.Length + 1, MediaRoom.OwnerIn(folder, ""));
        return folder == MediaPath.Members
            ? folders.Select(f => new FolderCard(f.Path, db.Users.Where(u => u.Id == f.Path.Substring(start)).Select(u => u.DisplayName).FirstOrDefault(), 0)).ToListAsync(ct)
            : folders.Select(f => new FolderCard(f.Path, f.Path == folder ? db.Users.Where(u => u.Id == owner).Select(u => u.DisplayName).FirstOrDefault() : null, f.Path == folder ? inside.Sum(m => (long)m.Size) : 0)).ToListAsync(ct);
    }
}
