using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewFlow;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>A workflow by which something can be reviewed.</summary>
/// <param name="Choice">The name by which communities choose it; empty for the hub's own.</param>
public sealed record DrawnFlow(WorkflowType Type, string Choice);

/// <summary>The workflows that are drawn for reviews, and which of them it is for what a community submits.</summary>
public sealed class ReviewFlows(HubDb db, WorkflowTypes workflows, ContentStore store)
{
    /// <summary>Those that are switched on, by the types of content that they take; which has been there longest stands first.</summary>
    public async Task<Func<string, IReadOnlyList<DrawnFlow>>> AllAsync(CancellationToken ct)
    {
        var versions = db.WorkflowTypes;
        var enabled = await db.NewestWorkflowTypes.Where(t => t.IsEnabled).OrderBy(t => versions.Where(v => v.TypeId == t.TypeId).Min(v => v.AtUtc)).ThenBy(t => t.TypeId).ToListAsync(ct);
        var starts = (from type in enabled.Select(WorkflowType.Of)
                      from start in type.Starts
                      where start.Name == nameof(ReviewSubmittedEvent)
                      select (start, flow: new DrawnFlow(type, start.Text(ReviewSubmittedEvent.Choice)))).ToList();
        return kind => [.. starts.Where(s => ReviewSubmittedEvent.Takes(s.start, kind)).Select(s => s.flow)];
    }

    /// <summary>The one that the community has chosen, or else the hub's own, of several the oldest; null where neither is there.</summary>
    public async Task<(DrawnFlow? Flow, bool IsChoiceGone)> ForAsync(string kind, ReviewRules agreed, CancellationToken ct)
    {
        var (all, choice) = ((await AllAsync(ct))(kind), agreed.WorkflowFor(kind));
        // A name that stands for two says nothing.
        var chosen = choice.Length > 0 && all.Where(f => f.Choice == choice).ToList() is [var only] ? only : null;
        return (chosen ?? all.FirstOrDefault(f => f.Choice.Length == 0), choice.Length > 0 && chosen is null);
    }

    /// <summary>The one on which a request runs, however it was drawn when it began.</summary>
    public async Task<DrawnFlow?> OfAsync(ReviewRequest request, CancellationToken ct)
    {
        var running = await db.Workflows.Where(w => w.CorrelationId == request.Id).OrderBy(w => w.CreatedUtc).ThenBy(w => w.WorkflowId).Select(w => new { w.TypeId, w.TypeVersion }).FirstOrDefaultAsync(ct);
        return running is not null && await workflows.FindAsync(db, running.TypeId, running.TypeVersion, ct) is { } type
            ? new(type, type.Starts.FirstOrDefault(s => s.Name == nameof(ReviewSubmittedEvent))?.Text(ReviewSubmittedEvent.Choice) ?? "")
            : null;
    }

    /// <summary>What a community has agreed on.</summary>
    public async Task<ReviewRules> AgreedAsync(string? communityId, CancellationToken ct) =>
        communityId is null ? new() : (await store.FindPublishedAsync(communityId, ct))?.Get<ReviewRules>() ?? new();

    /// <summary>The rules by which the item would be reviewed.</summary>
    public async Task<FlowRules> RulesAsync(Card card, CancellationToken ct) =>
        FlowRules.Of((await ForAsync(card.Kind, await AgreedAsync(card.CommunityId, ct), ct)).Flow?.Type);
}
