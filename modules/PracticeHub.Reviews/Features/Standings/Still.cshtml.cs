using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Verifications;

namespace PracticeHub.Reviews.Features.Standings;

/// <summary>What a reader says at the banner of something that nobody has verified for long: it holds, or it does not. What a leader finds counts as verification, what others find as evidence.</summary>
public sealed class StillModel(HubDb db, Verifying verifying, CurrentMember me, TimeProvider clock) : ItemPage(db, me, clock)
{
    public static readonly IReadOnlyList<ReviewDeed> Choices = [ReviewDeed.Confirmed, ReviewDeed.Flagged];

    [BindProperty]
    public ReviewDeed Word { get; set; } = ReviewDeed.Confirmed;

    [BindProperty, Required(ErrorMessage = "Say what you saw."), StringLength(2000, ErrorMessage = "Keep this under {1} characters.")]
    public string? Note { get; set; }

    public Task<IActionResult> OnPostAsync(string itemId, CancellationToken ct) => DoAsync(itemId, () => SayAsync(ct), nameof(Note), ct);

    protected override bool May(Card card) => card.State is CardState.Published && card.OwnerId != Me.Id;

    private async Task<Refusal?> SayAsync(CancellationToken ct)
    {
        if (!Choices.Contains(Word))
        {
            return new("no-choice", "Choose one of the two.");
        }

        if (Word is ReviewDeed.Confirmed && Me.Leads(Card.CommunityId))
        {
            var risk = (await Db.Standings.FindAsync([Card.ItemId], ct))?.Risk;
            return await verifying.VerifyAsync(Card.ItemId, Me.RequiredId, Note!.Trim(), Now, await verifying.UntilAsync(Card, risk, Now, ct), ct);
        }

        await Db.RecordAsync(Card, Word, Me.RequiredId, Now, Note!.Trim(), ct);
        if (Word is not ReviewDeed.Confirmed)
        {
            // Whose it is should know, and finds the words in the record.
            await Db.PutWaitAsync(Card.OwnerId, Wait.Note, Card.ItemId, Excerpt.Of(Card.Title, 500), "/reviews/record?item=" + Card.ItemId, Now, null, ct);
        }

        return null;
    }
}
