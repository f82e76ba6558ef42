using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.Standings;

/// <summary>What a reader says at the banner of something that nobody has verified for long: it holds, it does not, or how it should read.</summary>
public sealed class StillModel(HubDb db, CurrentMember me, TimeProvider clock) : ItemPage(db, me, clock)
{
    public static readonly IReadOnlyList<ReviewDeed> Choices = [ReviewDeed.Confirmed, ReviewDeed.Flagged, ReviewDeed.Suggested];

    [BindProperty]
    public ReviewDeed Word { get; set; } = ReviewDeed.Confirmed;

    [BindProperty, Required(ErrorMessage = "Say what you saw, or how it should read."), StringLength(2000, ErrorMessage = "Keep this under {1} characters.")]
    public string? Note { get; set; }

    public Task<IActionResult> OnPostAsync(string itemId, CancellationToken ct) => DoAsync(itemId, () => SayAsync(ct), nameof(Note), ct);

    protected override bool May(Card card) => card.State is CardState.Published && card.OwnerId != Me.Id;

    private async Task<Refusal?> SayAsync(CancellationToken ct)
    {
        if (!Choices.Contains(Word))
        {
            return new("no-choice", "Choose one of the three.");
        }

        Db.Add(RecordEntry.Of(Card, Word, Me.RequiredId, Now, Note!.Trim()));
        if (Word is not ReviewDeed.Confirmed)
        {
            // Whose it is should know, and finds the words in the record.
            await Db.PutWaitAsync(Card.OwnerId, Wait.Note, Card.ItemId, Excerpt.Of(Card.Title, 500), "/reviews/record?item=" + Card.ItemId, Now, null, ct);
        }

        return null;
    }
}
