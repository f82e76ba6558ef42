using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Files;

/// <summary>An item that shows a file or links to it, and that the reader may see.</summary>
public sealed record FileUse(string Title, string Path);

/// <summary>A file as its page shows it.</summary>
/// <param name="Uses">Those that the reader may see, the newest first.</param>
/// <param name="Elsewhere">How many others there are.</param>
public sealed record FileView(MediaFile File, string OwnerName, string OwnerUserName, IReadOnlyList<FileUse> Uses, int Elsewhere)
{
    public bool IsUsed => Uses.Count + Elsewhere > 0;
}

/// <summary>Finds a file with those who use it, for a member in whose room it lies.</summary>
public sealed class FileReader(HubDb db, CurrentMember me)
{
    private const int MostNamed = 50;

    internal async Task<FileView?> FindAsync(string? path, CancellationToken ct)
    {
        if (MediaPath.Normal(path ?? "") is not { } normal)
        {
            return null;
        }

        var found = await db.MediaFiles.Where(f => f.Path == normal).Select(f => new
        {
            File = f,
            Owner = db.Users.Where(u => u.Id == f.OwnerId).Select(u => new { u.DisplayName, u.UserName }).FirstOrDefault(),
            Uses = db.Set<MediaUse>().Count(u => u.Path == f.Path),
        }).AsNoTracking().FirstOrDefaultAsync(ct);
        if (found is null || !(MediaRoom.Of(me).Holds(normal) || found.File.OwnerId == me.Id))
        {
            return null;
        }

        var uses = await db.MediaUses.Where(u => u.Path == normal).Join(db.Cards.VisibleTo(me), u => u.ItemId, c => c.ItemId, (_, c) => c)
            .NewestFirst.Take(MostNamed).Select(c => new FileUse(c.Title, c.Path)).ToListAsync(ct);
        return new(found.File, found.Owner?.DisplayName ?? "", found.Owner?.UserName ?? "", uses, found.Uses - uses.Count);
    }
}
