using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Reviews.Features.ReviewDesk;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.Record;

/// <summary>How the record tells of a deed.</summary>
internal static class RecordWords
{
    /// <returns>How the step looks, and its sentence.</returns>
    public static (string State, string Text) Of(PathStep step, IStringLocalizer words) => (StateOf(step.Deed), Sentence(step, step.Name ?? words[step.UserId == Writer.Hub ? "the hub" : "somebody who left"], step.To ?? words["somebody who left"], words));

    private static string StateOf(string deed) => deed switch
    {
        nameof(ReviewDeed.Changes) or nameof(ReviewDeed.Decline) or nameof(ReviewDeed.Escalated) or nameof(ReviewDeed.Undone) or nameof(ReviewDeed.Reversed) or nameof(ReviewDeed.Withdrawn)
            or nameof(ReviewDeed.Demoted) or nameof(ReviewDeed.Flagged) or nameof(ReviewDeed.Objected) or nameof(ReviewDeed.Shortened) or nameof(ReviewDeed.ArchiveProposed)
            or nameof(ReviewDeed.Changed) or nameof(ReviewDeed.TurnedDown) => "refused",
        nameof(ReviewDeed.Asked) or nameof(ReviewDeed.TurnEnded) => "waiting",
        _ => "done",
    };

    private static string Sentence(PathStep step, string who, string to, IStringLocalizer words) => step.Deed switch
    {
        nameof(ReviewDeed.Submitted) when step.Round > 1 => words["Submitted again by {0}", who],
        nameof(ReviewDeed.Submitted) => words["Submitted by {0}", who],
        nameof(ReviewDeed.Approve) => words["Approved by {0}", who],
        nameof(ReviewDeed.Changes) => words["Changes asked by {0}", who],
        nameof(ReviewDeed.Decline) => words["Declined by {0}", who],
        nameof(ReviewDeed.Asked) => words["{0} was asked", to],
        nameof(ReviewDeed.Claimed) => words["Taken by {0}", who],
        nameof(ReviewDeed.TurnEnded) => words["The turn of {0} ended", to],
        nameof(ReviewDeed.HandedOver) when step.Name is null => words["Handed over to {0}, the deputy", to],
        nameof(ReviewDeed.HandedOver) => words["Handed over by {0} to {1}", who, to],
        nameof(ReviewDeed.Postponed) => words["Put off by {0}", who],
        nameof(ReviewDeed.Escalated) => words["{0} was told that it is late", to],
        nameof(ReviewDeed.Undone) => words["Taken back by {0}", who],
        nameof(ReviewDeed.Reversed) => words["Reversed by {0}", who],
        nameof(ReviewDeed.Withdrawn) => words["Withdrawn by {0}", who],
        nameof(ReviewDeed.Promoted) => words["Promoted by {0}", who],
        nameof(ReviewDeed.Demoted) => words["Promotion withdrawn by {0}", who],
        nameof(ReviewDeed.Verified) => words["Verified by {0}", who],
        nameof(ReviewDeed.Confirmed) => words["{0} finds that it still holds", who],
        nameof(ReviewDeed.Flagged) => words["{0} doubts that it still holds", who],
        nameof(ReviewDeed.Suggested) => words["{0} suggested how to put it right", who],
        nameof(ReviewDeed.Reworded) => words["Reworded by {0}", who],
        nameof(ReviewDeed.Changed) => words["Changed by {0}; due for verification", who],
        nameof(ReviewDeed.TakenOver) => words["{0} took over what {1} suggested", who, to],
        nameof(ReviewDeed.TurnedDown) => words["{0} turned down what {1} suggested", who, to],
        nameof(ReviewDeed.Objected) => words["{0} objected: that was no mere rewording", who],
        nameof(ReviewDeed.Shortened) => words["Due for verification sooner, because it failed for several"],
        nameof(ReviewDeed.Nominated) => words["Proposed for promotion, because it worked for many"],
        nameof(ReviewDeed.ArchiveProposed) => words["Proposed for the archive: nobody verified or used it"],
        nameof(ReviewDeed.Kept) => words["Kept by {0}", who],
        nameof(ReviewDeed.Retired) when step.UserId == Writer.Hub => words["Put into the archive: nobody verified or used it"],
        nameof(ReviewDeed.Retired) => words["Retired by {0}", who],
        nameof(ReviewDeed.Restored) => words["Taken out of the archive by {0}", who],
        _ => step.Deed,
    };
}
