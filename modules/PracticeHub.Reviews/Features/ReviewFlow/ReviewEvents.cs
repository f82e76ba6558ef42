using System.Text.Json.Nodes;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>Something happened to a review; an instance is about one request, whatever number of rounds it takes.</summary>
internal abstract class ReviewEvent(string verb) : EventActivity
{
    public override IReadOnlyList<string> Verbs { get; } = [verb];

    public override string CorrelationOf(ActivityRecord deed) => DataOf(deed)["requestId"]?.ToString() ?? "";
}

/// <summary>
/// An author submits something: of the types in ContentTypeFilter (empty means any but those in ContentTypesLeftOut), and with
/// Round set to <c>First</c> or <c>Again</c> only the first time or only after changes. One with a Choice begins only for
/// communities that have chosen it by that name.
/// </summary>
internal sealed class ReviewSubmittedEvent() : ReviewEvent("review.submitted")
{
    public const string Choice = nameof(Choice);

    public override bool Accepts(ActivityNode node, JsonObject input)
    {
        if (node.IsStart && node.Text(Choice) != (input["Workflow"]?.ToString() ?? ""))
        {
            return false;
        }

        var isFirst = input["Round"]?.ToString() == "1";
        return Takes(node, input["ContentType"]?.ToString() ?? "") && node.Text("Round") switch { "First" => isFirst, "Again" => !isFirst, _ => true };
    }

    /// <summary>Whether what is submitted may be of this type.</summary>
    internal static bool Takes(ActivityNode node, string type) =>
        node.Texts("ContentTypeFilter") is { Count: > 0 } types ? types.Contains(type) : !node.Texts("ContentTypesLeftOut").Contains(type);
}

/// <summary>A leader decides. More means that it takes more approvals.</summary>
internal sealed class ReviewDecidedEvent() : ReviewEvent("review.decided")
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Approved", "ChangesAsked", "Declined", "More"];

    public override Task<ActivityResult> ResumeAsync(WorkflowContext run, CancellationToken ct) =>
        Task.FromResult(ActivityResult.Go(run.Input("Outcome")));
}

/// <summary>Its author takes it back.</summary>
internal sealed class ReviewWithdrawnEvent() : ReviewEvent("review.withdrawn");
