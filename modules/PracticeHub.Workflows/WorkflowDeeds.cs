using PracticeHub.Kernel.Activity;

namespace PracticeHub.Workflows;

/// <summary>What is done to workflows, as the audit trail says it.</summary>
internal static class WorkflowDeeds
{
    public const string Retried = "workflow.retried";
    public const string Skipped = "workflow.skipped";
    public const string Ended = "workflow.ended";
    public const string Moved = "workflow.moved";

    public const string Saved = "workflow.saved";
    public const string Deleted = "workflow.deleted";
    public const string Addressed = "workflow.addressed";

    public static IReadOnlyList<HubDeed> All { get; } =
    [
        New(Retried, "Tried the workflow {0} again"),
        New(Skipped, "Had a failed activity of the workflow {0} skipped"),
        New(Ended, "Ended the workflow {0}"),
        New(Saved, "Saved the workflow {0}"),
        New(Deleted, "Deleted the workflow {0}"),
        New(Addressed, "Made a new address for requests to the workflow {0}"),
        New(Moved, "Moved the workflow {0} to a newer version"),
    ];

    private static HubDeed New(string verb, string sentence) => new(verb, "Workflows", sentence, typeof(Startup));
}
