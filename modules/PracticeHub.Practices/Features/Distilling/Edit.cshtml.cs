using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Practices.Features.Practices;
using PracticeHub.Practices.Features.Revisions;
using PracticeHub.Taxonomies;

namespace PracticeHub.Practices.Features.Distilling;

[Authorize]
public sealed class EditModel(
    HubDb db, ContentStore store, PracticeDesk desk, PracticeSources sources, CurrentMember me, CurrentHub hub, ActivityPump pump, IStringLocalizer<Startup> words) : PageModel
{
    private static readonly Refusal NeedsReview = new("needs-review", "Leaders have promoted this, so they look at a real change first: save the draft and submit it for review. Say here if it is a small one.") { Field = nameof(Change) };

    [BindProperty]
    public PracticeForm Form { get; set; } = new();

    /// <summary>How much the change means, where others have vouched for what readers see.</summary>
    [BindProperty]
    public ChangeSize Change { get; set; }

    public Card Card { get; private set; } = null!;

    public IReadOnlyList<SourceChoice> Choices { get; private set; } = [];

    /// <summary>After a stale edit: what somebody else saved meanwhile, beside what was typed here.</summary>
    public IReadOnlyList<FieldComparison> Stale { get; private set; } = [];

    public bool MayPublish => MayPublishAll || (Card is { State: CardState.Published, Promotion: not PromotionLevel.None } && hub.WatchesChanges);

    /// <summary>Otherwise only small changes: real ones to what leaders have promoted go to them first.</summary>
    public bool MayPublishAll => me.MayPublishUnreviewed(Card);

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await FindAsync(slug, ct) is not { } latest)
        {
            return NotFound();
        }

        var (written, choices) = await sources.OfAsync(latest, ct);
        Form = PracticeForm.Of(latest, written);
        Choices = choices;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, string? publish, CancellationToken ct)
    {
        if (await FindAsync(slug, ct) is not { } latest || (publish is not null && !MayPublish))
        {
            return NotFound();
        }

        if (ModelState.IsValid && Form.VersionId != latest.VersionId)
        {
            return await ShowStaleAsync(latest, ct);
        }

        var refusal = ModelState.IsValid && await desk.ApplyAsync(Form, latest, publish is not null, ModelState, ct) ? await SaveAsync(latest, publish, ct) : null;
        if (!ModelState.IsValid || refusal is not null)
        {
            Choices = await sources.ByIdAsync(Form.DistilledFrom.Concat(Form.Cites), ct);
            return refusal is null ? this.Invalid() : this.Refused(refusal);
        }

        if (!await db.TrySaveAsync(ct))
        {
            return await ShowStaleAsync((await FindAsync(slug, ct))!, ct);
        }

        pump.Wake();
        return RedirectToPage("/Practices/Practice", new { slug });
    }

    private Task<Refusal?> SaveAsync(ContentItem item, string? publish, CancellationToken ct) =>
        publish is null ? store.SaveDraftAsync(item, this.WriterOf(me), ct, Form.Note)
        : Change is ChangeSize.Real && !MayPublishAll ? Task.FromResult<Refusal?>(NeedsReview)
        : store.PublishAsync(item, this.WriterOf(me), ct, Form.Note, Change);

    private async Task<IActionResult> ShowStaleAsync(ContentItem latest, CancellationToken ct)
    {
        Stale = PracticeComparison.Of(
            latest.DisplayText, latest.Get<PracticePart>(), PracticeForm.Clean(Form.Title), Form.Apply(latest.Get<PracticePart>()), words);
        Choices = await sources.ByIdAsync(Form.DistilledFrom.Concat(Form.Cites), ct);
        // Saving again is then a decision made with both in view.
        Form.VersionId = latest.VersionId;
        return this.Refused(ContentStore.Stale);
    }

    private async Task<ContentItem?> FindAsync(string slug, CancellationToken ct)
    {
        if (await store.FindAtAsync(PracticeAddress.Of(slug), me, ct) is not { Card.Kind: PracticePart.ContentType } latest || !me.MayEdit(latest.Card))
        {
            return null;
        }

        Card = latest.Card;
        return latest.Item;
    }
}
