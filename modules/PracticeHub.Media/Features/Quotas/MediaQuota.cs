using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Quotas;

/// <summary>How much each member may keep in the folder of their own; what recipes bring is not asked about.</summary>
public sealed class MediaQuota(HubDb db, CurrentHub hub)
{
    /// <summary>The section of the site's settings.</summary>
    public const string Section = "MediaQuota";
    public const string PerMember = "MegabytesPerMember";
    private const int Megabyte = 1_000_000;

    /// <summary>0 for no limit.</summary>
    public int Megabytes => int.TryParse(hub.State.Settings.GetValueOrDefault(Section)?[PerMember]?.ToString(), NumberStyles.None, CultureInfo.InvariantCulture, out var most) ? most : 0;

    /// <summary>In bytes; null for no limit.</summary>
    public long? Most => Megabytes > 0 ? (long)Megabytes * Megabyte : null;

    /// <summary>Why so many bytes more do not fit into a folder, as far as can be said before they are written.</summary>
    internal async Task<Refusal?> RefusalOfAsync(string folder, long more, CancellationToken ct)
    {
        if (Most is not { } most || more <= 0 || MediaRoom.OwnIn(folder) is not { } own)
        {
            return null;
        }

        var used = await db.MediaFiles.Below(own).SumAsync(f => (long)f.Size, ct);
        return used + more <= most ? null
            : new("no-room", "{0} of {1} MB are used, and this file does not fit. Delete what nobody needs, or ask whoever runs the hub for more.", Math.Round((decimal)used / Megabyte, 1), Megabytes);
    }

    /// <summary>Why a file of this size does not fit, for certain: until this transaction ends nobody else writes into the member's folder.</summary>
    internal async Task<Refusal?> HoldAsync(string path, long size, CancellationToken ct)
    {
        var folder = MediaPath.FolderOf(path);
        if (Most is null || MediaRoom.OwnIn(folder) is not { } own)
        {
            return null;
        }

        var parent = MediaPath.FolderOf(own);
        // Whoever comes second waits here for the row, and then counts what the first has written.
        await db.Database.ExecuteSqlAsync($"INSERT INTO media_folder (path, parent) VALUES ({own}, {parent}) ON CONFLICT (path) DO UPDATE SET parent = {parent}", ct);
        var before = await db.MediaFiles.Where(f => f.Path == path).SumAsync(f => (long)f.Size, ct);
        return await RefusalOfAsync(folder, size - before, ct);
    }
}
