using System.Globalization;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewFlow;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>What a community has agreed on about reviews: the part of its document that is about them.</summary>
/// <param name="ReviewDays">Working days until a decision is due.</param>
/// <param name="VerifyDays">Days for which something promoted counts as verified.</param>
/// <param name="ReviewWorkflows">The names of the workflows that were chosen, by content type; what is not in it goes through the hub's own.</param>
public sealed record ReviewRules(
    IReadOnlyList<string>? Criteria = null, int ApprovalsNeeded = 1, int ReviewDays = 7, int VerifyDays = 180, IReadOnlyDictionary<string, string>? ReviewWorkflows = null) : IPart<ReviewRules>
{
    public ReviewRules() : this(Criteria: null) { }

    public static string Name => "CommunityPart";
    public static JsonTypeInfo<ReviewRules> Json => ReviewJson.Default.ReviewRules;

    /// <summary>The name of the workflow that was chosen for a type of content; empty for the hub's own.</summary>
    public string WorkflowFor(string kind) => ReviewWorkflows?.GetValueOrDefault(kind) ?? "";
}

[JsonSerializable(typeof(ReviewRules))]
internal sealed partial class ReviewJson : JsonSerializerContext;

/// <summary>The rules that stand where a workflow asks the reviewers; what it leaves out, the community has agreed on.</summary>
/// <param name="Needed">Approvals that it takes.</param>
/// <param name="WorkingDays">Until a decision is due.</param>
/// <param name="ClaimHours">After which somebody's turn goes on to somebody else.</param>
/// <param name="UndoSeconds">In which a decision can be taken back. A workflow drawn before there was such a time has none.</param>
/// <param name="ObjectionDays">In which leaders can object to a small change of what they promoted.</param>
public sealed record FlowRules(int? Needed = null, int? WorkingDays = null, int ClaimHours = 48, int UndoSeconds = 0, int ObjectionDays = 14)
{
    internal static FlowRules Of(WorkflowType? type) => type?.Activities.FirstOrDefault(a => a.Name == nameof(AskReviewersTask)) is { } ask
        ? new(Number(ask, nameof(Needed)), Number(ask, nameof(WorkingDays)), Math.Clamp(Number(ask, nameof(ClaimHours)) ?? 48, 1, 1000), Math.Clamp(Number(ask, nameof(UndoSeconds)) ?? 0, 0, 600),
            Math.Clamp(Number(ask, nameof(ObjectionDays)) ?? 14, 0, 365))
        : new();

    private static int? Number(ActivityNode node, string name) => int.TryParse(node.Expression(name), CultureInfo.InvariantCulture, out var number) ? number : null;
}
