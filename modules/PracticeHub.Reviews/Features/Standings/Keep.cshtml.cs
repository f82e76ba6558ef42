using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Reviews.Features.Standings;

/// <summary>Somebody concerned keeps what was proposed for the archive.</summary>
public sealed class KeepModel(HubDb db, Retiring retiring, CurrentMember me, TimeProvider clock) : ItemPage(db, me, clock)
{
    [BindProperty, Required(ErrorMessage = "Say what it is still good for."), StringLength(1000, ErrorMessage = "Keep this under {1} characters.")]
    public string? Reason { get; set; }

    /// <summary>Whether the notice still runs.</summary>
    public bool IsProposed { get; private set; }

    public Task<IActionResult> OnPostAsync(string itemId, CancellationToken ct) =>
        DoAsync(itemId, () => retiring.KeepAsync(Card, Me.RequiredId, Reason!.Trim(), Now, ct), nameof(Reason), ct);

    protected override bool May(Card card) => IsConcerned(card);

    protected override async Task PrepareAsync(CancellationToken ct) => IsProposed = await Db.Standings.AnyAsync(s => s.ItemId == Card.ItemId && s.ArchiveUtc != null, ct);
}
