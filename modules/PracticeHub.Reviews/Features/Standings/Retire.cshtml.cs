using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Reviews.Features.Standings;

/// <summary>Retires what is obsolete, or what something better has replaced; and brings it back.</summary>
public sealed class RetireModel(HubDb db, Retiring retiring, CurrentMember me, TimeProvider clock) : ItemPage(db, me, clock)
{
    [BindProperty, Required(ErrorMessage = "Say why, in a sentence that still explains it in years."), StringLength(1000, ErrorMessage = "Keep this under {1} characters.")]
    public string? Reason { get; set; }

    /// <summary>The address of what takes its place, in this hub.</summary>
    [BindProperty, StringLength(1100, ErrorMessage = "Keep this under {1} characters.")]
    public string? Successor { get; set; }

    public Task<IActionResult> OnPostAsync(string itemId, CancellationToken ct) => DoAsync(itemId, () => RetireAsync(itemId, ct), nameof(Successor), ct);

    public Task<IActionResult> OnPostRestoreAsync(string itemId, CancellationToken ct) =>
        DoAsync(itemId, () => retiring.RestoreAsync(itemId, Me.RequiredId, Reason!.Trim(), Now, ct), nameof(Reason), ct);

    protected override bool May(Card card) => (card.State is CardState.Published or CardState.Retired) && IsConcerned(card);

    private async Task<Refusal?> RetireAsync(string itemId, CancellationToken ct)
    {
        Card? successor = null;
        if (PathOf(Successor) is { Length: > 0 } path)
        {
            successor = await Db.Cards.VisibleTo(Me).AsNoTracking().FirstOrDefaultAsync(c => c.Path == path, ct);
            if (successor is null)
            {
                return new("unknown-successor", "Nothing that you can see has this address.");
            }
        }

        return await retiring.RetireAsync(itemId, successor, Me.RequiredId, Reason!.Trim(), Now, ct);
    }

    /// <summary>The path of an address in this hub, as one copies it.</summary>
    private string PathOf(string? address) =>
        Uri.TryCreate(new Uri($"{Request.Scheme}://{Request.Host}"), address?.Trim() ?? "", out var uri) ? Uri.UnescapeDataString(uri.AbsolutePath).Trim('/') : "";
}
