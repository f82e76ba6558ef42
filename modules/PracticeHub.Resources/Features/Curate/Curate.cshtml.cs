using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Resources.Features.Curate;

/// <summary>The curator's desk: what was shared in my communities without topics, one after the other.</summary>
[Authorize]
public sealed class CurateModel(HubDb db, CurrentMember me, CuratorsDesk desk) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Item { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    [BindProperty]
    public string? Topics { get; set; }

    [BindProperty]
    public string? Why { get; set; }

    [BindProperty]
    public string? VersionId { get; set; }

    public CardPage Inbox { get; private set; } = CardPage.Empty;

    /// <summary>What lies on the desk; null when the inbox is empty.</summary>
    public OnDesk? Current { get; private set; }

    /// <summary>The id of the one after it.</summary>
    public string? Next { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!me.CuratesSomething)
        {
            return NotFound();
        }

        await LoadAsync(ct);
        (Why, VersionId) = (Current?.Part.Why, Current?.VersionId);
        return Page();
    }

    public async Task<IActionResult> OnPostPublishAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Current is null)
        {
            return NotFound();
        }

        var refusal = await desk.PublishAsync(Current, new(Topics, Why, VersionId), this.WriterOf(me), ct);
        return refusal is null ? Redirect(AddressOf(Next)) : this.Refused(refusal, refusal.Code == ContentStore.Stale.Code ? "" : nameof(Topics));
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken ct)
    {
        await LoadAsync(ct);
        if (Current is null)
        {
            return NotFound();
        }

        await desk.DiscardAsync(Current, this.WriterOf(me), ct);
        return Redirect(AddressOf(Next));
    }

    public string AddressOf(string? item) =>
        "/curate" + (item is null ? "" : $"?item={item}") + (After is null || item is null ? "" : $"&after={Uri.EscapeDataString(After)}");

    private async Task LoadAsync(CancellationToken ct)
    {
        if (!me.CuratesSomething)
        {
            return;
        }

        Inbox = await CardPage.ReadAboutAsync(db, ResourceProjection.Untagged, "Resource", desk.Cards, PageMark.Parse(After), ct);
        var cards = Inbox.Cards.ToList();
        var at = Item is null ? 0 : cards.FindIndex(c => c.ItemId == Item);
        Current = Item is not null || cards.Count > 0 ? await desk.TakeAsync(Item ?? cards[0].ItemId, ct) : null;
        Next = cards.Count == 0 ? null : cards[(at + 1) % cards.Count].ItemId is var next && next == Current?.Card.ItemId ? null : next;
        Item = Current?.Card.ItemId;
    }
}
