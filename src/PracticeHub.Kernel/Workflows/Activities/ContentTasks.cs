using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

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

/// <summary>Leaves a note with the owner of the item, where they see what waits for them.</summary>
internal sealed class NotifyContentOwnerTask(HubDb db) : WorkflowActivity
{
    private const int TitleLength = 500;

    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Done", "Failed"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        if (await db.Cards.FindAsync([run.ItemId], ct) is not { } card)
        {
            return ActivityResult.Go("Failed");
        }

        run.SetProperty("Title", card.Title);
        var subject = run.Render("Subject") is { Length: > 0 } text ? text : card.Title;
        var href = run.Render("Href") is { Length: > 0 } to && to.StartsWith('/') ? to : "/" + card.Path;
        await db.PutWaitAsync(card.OwnerId, Wait.Note, card.ItemId, Text.Excerpt.Of(subject, TitleLength), href, run.AtUtc, null, ct);
        return ActivityResult.Done;
    }
}
