using PracticeHub.Kernel.Workflows;
using static PracticeHub.Kernel.Workflows.PropertyKind;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>The activities of reviews and of what follows from them, in words.</summary>
internal static class ReviewGuides
{
    private static readonly ActivityProperty Types = new("ContentTypeFilter", "Only of these content types, one a line; empty means any", Lines);

    public static IReadOnlyList<ActivityGuide> All { get; } =
    [
        New("ReviewSubmittedEvent", "Something is submitted", "Begins, or goes on, when an author asks for a review.",
            Types, new("ContentTypesLeftOut", "Not of these content types, one a line", Lines), new("Round", "First or Again; empty means both", Text),
            new(ReviewSubmittedEvent.Choice, "The name by which communities choose it; empty means that it is the hub’s own", Text)),
        New("ReviewDecidedEvent", "A leader has decided", "Waits for a decision. “More” means that it takes more approvals."),
        New("ReviewWithdrawnEvent", "The author takes it back", "Waits in case the author withdraws what was submitted."),
        New("AskReviewersTask", "Ask leaders", "Asks as many leaders as have to approve, those with the least to do first; never an author.",
            new("Needed", "How many have to approve; empty means what the community has agreed on", Text), new("WorkingDays", "Working days until it is due; empty means what the community has agreed on", Text),
            new("ClaimHours", "Hours after which a turn goes on to somebody else", Text), new("UndoSeconds", "Seconds in which a decision can be taken back", Text),
            new("ObjectionDays", "Days in which leaders can object to a small change of what they promoted", Text)),
        New("RotateTurnsTask", "Let turns go on", "A turn whose time is over goes to whoever has the least to do, as long as the review is open."),
        New("RemindReviewersTask", "Remind", "Reminds those whose turn it is, nobody more than once a day.",
            new ActivityProperty("Moments", "When, one a line: 50% of the time, working days before (-1) or after (1) the due date, or after the last reminder (+3)", Lines)),
        New("EscalateReviewTask", "Let others know that it is late", "Asks deputies, or tells coaches or the holders of a role.",
            new("To", "Deputies, Coaches or the name of a role", Text), new("WorkingDaysLate", "Working days after the due date; empty means at once", Text)),
        New("SettleDecisionTask", "Wait until a decision stands", "Waits until a decision cannot be taken back any more."),
        New("AskForChangesTask", "Hand it back", "Gives the item back to its owner, for whom the changes then wait."),
        New("DeclineTask", "Decline", "Marks the item as declined; what is published stays so."),
        New("PromoteTask", "Promote", "Raises the item to its community, to all communities or to everyone.",
            new("Level", "Community, Communities or Everyone, or an expression that comes to one", JavaScript), new("Reason", "Why, for the record", Liquid)),
        New("VerifyTask", "Verify", "Says that the item holds, for so many days, or by how much harm it would do.",
            new("Days", "Days; empty means by its risk, or what the community has agreed on", JavaScript), new("Note", "A note for the record", Liquid)),
        New("OutcomeToldEvent", "Somebody says whether it worked", "Begins, or goes on, when somebody says whether something worked for them."),
        New("NominateTask", "Propose for promotion", "Proposes to the leaders what worked for many, once.",
            new("Worked", "For how many at least", JavaScript), new("Share", "For which share of those who tried it, as 0.8", JavaScript)),
        New("ShortenVerificationTask", "Verify sooner", "What failed for several is due for verification sooner.",
            new("Failed", "How many say that it failed", JavaScript), new("Of", "Of the last how many", JavaScript), new("Days", "Due within how many days", JavaScript)),
        New("ArchiveUnusedTask", "Archive what nobody uses", "Proposes for the archive what nobody verifies or uses, and archives it when nobody keeps it.",
            new("ContentTypes", "Of which content types, one a line", Lines), new("UnusedDays", "Days without use", JavaScript), new("NoticeDays", "Days in which it can be kept", JavaScript)),
    ];

    /// <summary>The outcomes of these activities, and the forks of the review's workflows.</summary>
    public static IReadOnlyDictionary<string, string> Outcomes { get; } = new Dictionary<string, string>
    {
        ["Again"] = "Again", ["Approved"] = "Approved", ["ChangesAsked"] = "Changes asked for", ["Decide"] = "Decide", ["Declined"] = "Declined", ["Late"] = "Late",
        ["More"] = "More", ["Nominated"] = "Proposed", ["Over"] = "Over", ["Promoted"] = "Promoted", ["Remind"] = "Remind", ["Reminded"] = "Reminded",
        ["Shortened"] = "Due sooner", ["Turns"] = "Turns", ["Undone"] = "Taken back", ["Verified"] = "Verified", ["Withdraw"] = "Withdraw",
    };

    private static ActivityGuide New(string name, string title, string says, params ActivityProperty[] properties) => new(name, title, says, typeof(Startup)) { Properties = properties };
}
