using System.Text.Json.Nodes;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewFlow;

/// <summary>Something happened to a review; an instance is about one request, whatever number of rounds it takes.</summary>
internal abstract class ReviewEvent(string verb) : EventActivity
{
    public override IReadOnlyList<string> Verbs { get; } = [verb];

    public override string CorrelationOf(ActivityRecord deed) => DataOf(deed)["requestId"]?.ToString() ?? "";
}

/// <summary>
/// An author submits something: of the types in ContentTypeFilter (empty means any but those in ContentTypesLeftOut), and with
/// Round set to <c>First</c> or <c>Again</c> only the first time or only after changes. Of several workflows that could begin, only
/// the one does that was found for what is submitted: it has the Choice that the community has made, or none.
/// </summary>
internal sealed class ReviewSubmittedEvent(Submitting submitting, TimeProvider clock) : ReviewEvent("review.submitted")
{
    public const string Choice = nameof(Choice);

    public override bool Accepts(ActivityNode node, JsonObject input)
    {
        var isFirst = input["Round"]?.ToString() == "1";
        return Takes(node, input["ContentType"]?.ToString() ?? "") && node.Text("Round") switch { "First" => isFirst, "Again" => !isFirst, _ => true };
    }

    /// <summary>What was submitted before workflows were named in the log goes by the choice alone.</summary>
    public override bool Starts(WorkflowType type, ActivityNode node, JsonObject input) => Accepts(node, input)
        && (input["WorkflowTypeId"]?.ToString() is { } meant ? meant == type.Id : node.Text(Choice) == (input["Workflow"]?.ToString() ?? ""));

    public override async Task<JsonObject?> PretendAsync(PretendedMoment moment, CancellationToken ct)
    {
        var request = await submitting.PretendAsync(moment, clock.GetUtcNow(), ct);
        return new() { ["CorrelationId"] = request.Id, ["RequestId"] = request.Id, ["Round"] = request.Round, ["VersionId"] = request.VersionId };
    }

    /// <summary>Whether what is submitted may be of this type.</summary>
    internal static bool Takes(ActivityNode node, string type) =>
        node.Texts("ContentTypeFilter") is { Count: > 0 } types ? types.Contains(type) : !node.Texts("ContentTypesLeftOut").Contains(type);
}

/// <summary>A leader decides. More means that it takes more approvals.</summary>
internal sealed class ReviewDecidedEvent(HubDb db, TimeProvider clock) : ReviewEvent("review.decided")
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Approved", "ChangesAsked", "Declined", "More"];

    public override Task<ActivityResult> ResumeAsync(WorkflowContext run, CancellationToken ct) =>
        Task.FromResult(ActivityResult.Go(run.Input("Outcome")));

    public override async Task<JsonObject?> PretendAsync(PretendedMoment moment, CancellationToken ct)
    {
        await ReviewActivity.PretendVerdictAsync(db, moment, clock.GetUtcNow(), ct);
        return new() { ["Outcome"] = moment.Outcome };
    }
}

/// <summary>Its author takes it back.</summary>
internal sealed class ReviewWithdrawnEvent(HubDb db, TimeProvider clock) : ReviewEvent("review.withdrawn")
{
    public override async Task<JsonObject?> PretendAsync(PretendedMoment moment, CancellationToken ct)
    {
        (await db.ReviewRequests.FindAsync([moment.CorrelationId], ct))?.Withdraw(clock.GetUtcNow());
        return [];
    }
}
