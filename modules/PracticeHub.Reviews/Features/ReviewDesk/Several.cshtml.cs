using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>Somebody to whom reviews can be handed over.</summary>
public sealed record Heir(string Id, string Name);

/// <summary>Hands several reviews over, or puts them off. Deciding several at once is not offered: nobody approves what they have not read.</summary>
[Authorize]
public sealed class SeveralModel(HubDb db, DeskReader desk, Turns turns, CurrentMember me, SiteSettings site, TimeProvider clock) : PageModel
{
    private const int Most = 50;

    [BindProperty(SupportsGet = true, Name = "ids")]
    public List<string> Ids { get; set; } = [];

    /// <summary>The user id of whoever decides from now on; empty to put them off.</summary>
    [BindProperty]
    public string? To { get; set; }

    [BindProperty, StringLength(1000, ErrorMessage = "Keep this under {1} characters.")]
    public string? Word { get; set; }

    [BindProperty, Range(1, 20, ErrorMessage = "Put it off by 1 to 20 working days.")]
    public int Days { get; set; } = 2;

    public IReadOnlyList<DeskRow> Rows { get; private set; } = [];

    public IReadOnlyList<Heir> Heirs { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        await FindAsync(ct);
        return Page();
    }

    public Task<IActionResult> OnPostAsync(CancellationToken ct) => DoAsync(
        string.IsNullOrEmpty(To) ? new("whom", "Say who is to decide.") : null,
        request => turns.HandOverAsync(request, me.RequiredId, To!, me.RequiredId, (Word ?? "").Trim(), clock.GetUtcNow(), ct), nameof(To), ct);

    public Task<IActionResult> OnPostPostponeAsync(CancellationToken ct) => DoAsync(
        null, request => turns.PostponeAsync(request, Days, site.ZoneOf(null), me.RequiredId, (Word ?? "").Trim(), clock.GetUtcNow(), ct), nameof(Days), ct);

    /// <summary>All of them or none.</summary>
    private async Task<IActionResult> DoAsync(Refusal? unclear, Func<ReviewRequest, Task<Refusal?>> deed, string field, CancellationToken ct)
    {
        // What was decided meanwhile waits no longer, and the page tells a leader so.
        if (!await FindAsync(ct))
        {
            return me.Memberships.Any(m => m.Role is CommunityRole.Leader) ? Page() : NotFound();
        }

        if (unclear is not null)
        {
            return this.Refused(unclear, field);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var refusal = await db.InTransactionAsync<Refusal?>(async () =>
        {
            foreach (var row in Rows.OrderBy(r => r.Key, StringComparer.Ordinal))
            {
                if (await deed((await db.HoldReviewAsync(row.Key, ct))!) is { } refused)
                {
                    db.ChangeTracker.Clear();
                    return refused;
                }
            }

            await db.SaveChangesAsync(ct);
            return null;
        }, ct);
        return refusal is null ? Redirect("/reviews") : this.Refused(refusal, field);
    }

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        var chosen = Ids.Distinct().Take(Most).ToHashSet();
        Rows = [.. (await desk.ReadAsync(null, ct)).Queue.Where(r => r.IsRequest && chosen.Contains(r.Key)).DistinctBy(r => r.Key)];
        var keys = Rows.Select(r => r.Key).ToList();
        var (requests, now, mine) = (db.ReviewRequests, clock.GetUtcNow(), me.RequiredId);
        var leading = db.Memberships.Leading(now);
        Heirs = await db.Users.Where(u => u.IsEnabled && u.Id != mine && leading.Any(l => l.UserId == u.Id && requests.Any(r => keys.Contains(r.Id) && r.CommunityId == l.CommunityId)))
            .OrderBy(u => u.DisplayName).ThenBy(u => u.Id).Select(u => new Heir(u.Id, u.DisplayName)).ToListAsync(ct);
        return Rows.Count > 0;
    }
}
