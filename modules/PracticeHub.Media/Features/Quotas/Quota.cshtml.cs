using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Quotas;

/// <summary>How much somebody keeps in the folder of their own.</summary>
/// <param name="Name">Null for whoever has no account any more.</param>
public sealed record Keeper(string Id, string? Name, int Files, long Bytes);

[Needs("ManageMediaContent")]
public sealed class QuotaModel(HubDb db, Hub hub, MediaQuota quota, CurrentMember me, TimeProvider clock) : PageModel
{
    private const int MostKeepers = 20;
    private const int MostMegabytes = 10_000_000;

    /// <summary>As it is typed.</summary>
    [BindProperty]
    public string? Megabytes { get; set; }

    [TempData]
    public bool IsSaved { get; set; }

    public IReadOnlyList<Keeper> Keepers { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        Megabytes = quota.Megabytes.ToString(CultureInfo.InvariantCulture);
        await LoadAsync(ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!int.TryParse(Megabytes?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var most) || most > MostMegabytes)
        {
            await LoadAsync(ct);
            return this.Refused(new("bad-quota", "Type a whole number of megabytes, or 0 for no limit."), nameof(Megabytes));
        }

        await db.MergeSettingsAsync(MediaQuota.Section, new() { [MediaQuota.PerMember] = most }, ct);
        db.RecordForHub("media.limited", me.RequiredId, clock.GetUtcNow(), most.ToString(CultureInfo.InvariantCulture), db.DocumentChanges());
        await db.SaveChangesAsync(ct);
        await hub.ReloadAsync(ct);
        IsSaved = true;
        return RedirectToPage();
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var start = MediaPath.Members.Length + 1;
        var most = db.MediaFiles.Below(MediaPath.Members).GroupBy(f => f.Path.Substring(start, Ids.Length)).Select(g => new { Id = g.Key, Files = g.Count(), Bytes = g.Sum(f => (long)f.Size) });
        var rows = await most.OrderByDescending(k => k.Bytes).ThenBy(k => k.Id).Take(MostKeepers)
            .Select(k => new { k.Id, k.Files, k.Bytes, Name = db.Users.Where(u => u.Id == k.Id).Select(u => u.DisplayName).FirstOrDefault() }).ToListAsync(ct);
        Keepers = rows.ConvertAll(k => new Keeper(k.Id, k.Name, k.Files, k.Bytes));
    }
}
