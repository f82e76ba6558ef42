using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Browsing;

/// <summary>A folder in a list.</summary>
/// <param name="Person">Whose it is, where it is named by an id.</param>
public sealed record FolderCard(string Path, string? Person);

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
    public bool IsEmpty => Folders.Count + Files.Count == 0;
}

/// <summary>Reads lists of the library, a page at a time and along an index, however many files there are.</summary>
public sealed class MediaLists(HubDb db)
{
    private const int Size = 48;

    /// <summary>What lies in a folder; null when there is no such folder.</summary>
    internal async Task<MediaList?> InAsync(string folder, string? after, CancellationToken ct)
    {
        var isAmongFiles = after is { Length: > 0 } && !after.EndsWith('/');
        var folders = isAmongFiles ? [] : await FoldersAsync(folder, after?.TrimEnd('/') ?? "", ct);
        if (!isAmongFiles && folder.Length > 0 && !folders.Exists(f => f.Path == folder))
        {
            return null;
        }

        folders.RemoveAll(f => f.Path == folder);
        if (folders.Count > Size)
        {
            return new(folders[..Size], [], folders[Size - 1].Path + "/");
        }

        var mark = isAmongFiles ? after! : "";
        var (files, next) = await PageAsync(db.MediaFiles.Where(f => f.Folder == folder && string.Compare(f.Path, mark) > 0), ct);
        return new(folders, files, next);
    }

    /// <summary>Files in a room whose path or text holds what is sought; all of them when nothing is.</summary>
    /// <param name="unready">Only pictures that do not say yet what one sees.</param>
    internal async Task<MediaList> FoundAsync(MediaRoom room, string sought, bool unready, string? after, CancellationToken ct)
    {
        var (word, mark) = (sought.ToLowerInvariant(), after ?? "");
        // What comes behind the slash ends what lies below: a stretch of the index.
        var (first, end) = (room.Root + "/", room.Root + "0");
        var files = db.MediaFiles.Where(f => string.Compare(f.Path, mark) > 0);
        files = room.Root.Length == 0 ? files : files.Where(f => string.Compare(f.Path, first) > 0 && string.Compare(f.Path, end) < 0);
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

    private Task<List<FolderCard>> FoldersAsync(string folder, string mark, CancellationToken ct)
    {
        // The folder itself comes with those in it: one query tells whether it is there.
        var folders = db.MediaFolders.Where(f => f.Path == folder || (f.Parent == folder && f.Path != "" && string.Compare(f.Path, mark) > 0)).OrderBy(f => f.Path).Take(Size + 2);
        var start = MediaPath.Members.Length + 1;
        return folder == MediaPath.Members
            ? folders.Select(f => new FolderCard(f.Path, db.Users.Where(u => u.Id == f.Path.Substring(start)).Select(u => u.DisplayName).FirstOrDefault())).ToListAsync(ct)
            : folders.Select(f => new FolderCard(f.Path, null)).ToListAsync(ct);
    }
}
