using PracticeHub.Kernel.Content;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Publishes an item: the version that Version names (the hub's own addition), or the latest one.</summary>
internal sealed class PublishContentTask(ContentStore store) : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Published", "Noop"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var id = run.ItemOf("Content");
        var version = run.Evaluate("Version")?.ToString() ?? (await store.FindLatestAsync(id, ct))?.VersionId;
        // Version ids sort by time: what readers see never goes back to an older one.
        if (version is null || string.CompareOrdinal((await store.FindPublishedAsync(id, ct))?.VersionId, version) >= 0)
        {
            return ActivityResult.Go("Noop");
        }

        return await store.PublishVersionAsync(id, version, run.Writer, ct) is { } refusal
            ? throw new WorkflowException(refusal.InEnglish)
            : ActivityResult.Go("Published");
    }
}

internal sealed class UnpublishContentTask(ContentStore store) : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Unpublished", "Noop"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct) =>
        ActivityResult.Go(await store.UnpublishAsync(run.ItemOf("Content"), run.Writer, ct) is null ? "Unpublished" : "Noop");
}
