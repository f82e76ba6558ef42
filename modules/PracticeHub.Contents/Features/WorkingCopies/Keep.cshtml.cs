using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.WorkingCopies;

/// <summary>What an open form hears when it has said that it is open.</summary>
/// <param name="Others">Who has the same item open.</param>
/// <param name="Fields">What this writer typed elsewhere and has not saved; null when there is nothing.</param>
public sealed record CopyState(IReadOnlyList<string> Others, DateTimeOffset? TypedUtc, string? Fields);

/// <summary>Where open forms say that they are open, and leave what was typed. For scripts only: a form without script is saved as a draft.</summary>
[Authorize]
public sealed class KeepModel(HubDb db, CurrentMember me, TimeProvider clock) : PageModel
{
    private const int MostCharacters = 1_000_000;
    private const int MostCopies = 50;
    private const int MostNamed = 5;
    /// <summary>An open form says so every minute.</summary>
    private static readonly TimeSpan Open = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public IActionResult OnGet() => NotFound();

    /// <param name="fields">What is typed now; empty says only that the form is open.</param>
    public async Task<IActionResult> OnPostAsync(string place, string? version, string? fields, CancellationToken ct)
    {
        if (!await MayStandAtAsync(place, ct))
        {
            return NotFound();
        }

        if (fields?.Length > MostCharacters || version?.Length > Ids.Length)
        {
            return StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var now = clock.GetUtcNow();
        var own = await db.InTransactionAsync(() => KeepAsync(place, version ?? "", fields, now, ct), ct);
        var since = now - Open;
        // People who begin something new are not at the same thing.
        var others = place.Length == Ids.Length
            ? await db.Set<WorkingCopy>().Where(c => c.Place == place && c.SeenUtc > since && c.UserId != own.UserId)
                .Join(db.Users, c => c.UserId, u => u.Id, (_, u) => u.DisplayName).OrderBy(name => name).Take(MostNamed).ToListAsync(ct)
            : [];
        var isOffered = own.Fields is not null && own.VersionId == (version ?? "");
        return new JsonResult(new CopyState(others, isOffered ? own.TypedUtc : null, isOffered && string.IsNullOrEmpty(fields) ? own.Fields : null));
    }

    private async Task<WorkingCopy> KeepAsync(string place, string version, string? fields, DateTimeOffset now, CancellationToken ct)
    {
        var id = me.RequiredId;
        var own = await db.Set<WorkingCopy>().FirstOrDefaultAsync(c => c.UserId == id && c.Place == place, ct);
        if (own is null)
        {
            await MakeRoomAsync(id, now, ct);
            own = new() { UserId = id, Place = place, VersionId = version, SeenUtc = now };
            db.Add(own);
        }

        own.SeenUtc = now;
        if (fields is { Length: > 0 })
        {
            (own.VersionId, own.Fields, own.TypedUtc) = (version, fields, now);
        }

        await db.SaveChangesAsync(ct);
        return own;
    }

    /// <summary>The form was saved, given up or closed.</summary>
    public async Task<IActionResult> OnPostLeaveAsync(string place, bool isKept, CancellationToken ct)
    {
        var own = db.Set<WorkingCopy>().Where(c => c.UserId == me.RequiredId && c.Place == place);
        var away = DateTimeOffset.UnixEpoch;
        await db.InTransactionAsync(() => isKept ? own.ExecuteUpdateAsync(set => set.SetProperty(c => c.SeenUtc, away), ct) : own.ExecuteDeleteAsync(ct), ct);
        return new NoContentResult();
    }

    private async Task<bool> MayStandAtAsync(string place, CancellationToken ct) => place.Length == Ids.Length
        ? await db.Cards.VisibleTo(me).AnyAsync(c => c.ItemId == place, ct)
        : place.StartsWith("new-", StringComparison.Ordinal) && place.Length <= WorkingCopy.PlaceLength;

    private async Task MakeRoomAsync(string userId, DateTimeOffset now, CancellationToken ct)
    {
        var own = db.Set<WorkingCopy>().Where(c => c.UserId == userId);
        var oldest = now - Kept;
        await own.Where(c => c.SeenUtc < oldest && (c.TypedUtc == null || c.TypedUtc < oldest)).ExecuteDeleteAsync(ct);
        var places = await own.OrderByDescending(c => c.TypedUtc).Skip(MostCopies - 1).Select(c => c.Place).ToListAsync(ct);
        if (places.Count > 0)
        {
            await own.Where(c => places.Contains(c.Place)).ExecuteDeleteAsync(ct);
        }
    }
}
