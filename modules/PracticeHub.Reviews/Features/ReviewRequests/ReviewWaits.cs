namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>Why something waits for a person.</summary>
internal static class ReviewWaits
{
    /// <summary>A leader has to decide.</summary>
    public const string Review = "review";

    /// <summary>An author was asked for changes.</summary>
    public const string Changes = "changes";

    /// <summary>Leaders do not answer, and a coach should know.</summary>
    public const string Escalation = "escalation";

    /// <summary>Something worked for many, and leaders may promote it.</summary>
    public const string Nomination = "nomination";

    /// <summary>Nobody uses it, and it goes to the archive unless somebody keeps it.</summary>
    public const string Archive = "archive";

    /// <summary>A reader suggests how it should read.</summary>
    public const string Proposal = "proposal";

    /// <summary>The review workflow that a community chose is gone.</summary>
    public const string FlowGone = "review-flow";

    public static string Href(string requestId) => "/reviews/" + requestId;
}
