using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewDesk;
using PracticeHub.Reviews.Features.Standings;

namespace PracticeHub.Reviews.Features.Proposals;

/// <summary>A reader puts the text right, as a suggestion; on the page of the item where there is script.</summary>
public sealed class SuggestModel(HubDb db, Proposing proposing, CurrentMember me, TimeProvider clock) : ItemPage(db, me, clock)
{
    [BindProperty]
    public Dictionary<string, string?> Texts { get; set; } = [];

    [BindProperty, StringLength(Proposal.NoteLength, ErrorMessage = "Keep this under {1} characters.")]
    public string? Note { get; set; }

    /// <summary>What stands there, to be changed.</summary>
    internal IReadOnlyList<ItemText> Passages { get; private set; } = [];

    public Task<IActionResult> OnPostAsync(string itemId, CancellationToken ct)
    {
        if (Texts.Values.Any(text => text?.Length > Proposal.TextLength))
        {
            this.Refuse("", new("too-long", "This is too long."));
        }

        return DoAsync(itemId, () => proposing.SuggestAsync(Card, Me.RequiredId, Texts, (Note ?? "").Trim(), Now, ct), "", ct);
    }

    protected override async Task PrepareAsync(CancellationToken ct)
    {
        var document = await Db.Set<ContentHead>().Where(h => h.ItemId == Card.ItemId)
            .Join(Db.Versions, head => head.PublishedVersionId, version => version.VersionId, (_, version) => version.Document).SingleAsync(ct);
        Passages = [.. ItemTexts.ProseOf(ContentItem.Parse(document))];
    }

    protected override bool May(Card card) => card.State is CardState.Published && card.OwnerId != Me.Id;
}
