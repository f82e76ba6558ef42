using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Writes an item, in the name of whoever's deed drives the run. What it may not write is the outcome Failed; why is the last result.</summary>
internal abstract class WriteContentTask(ContentStore store, ItemCheck check) : WorkflowActivity
{
    /// <summary>What an item says of itself is the store's to write, not a workflow's.</summary>
    private static readonly string[] Envelope =
    [
        "ContentItemId", "ContentItemVersionId", "ContentType", "Latest", "Published", "CreatedUtc", "ModifiedUtc", "PublishedUtc", "Owner", "Author",
    ];

    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Done", "Failed"];

    protected ContentStore Store => store;

    protected static ActivityResult Failed(WorkflowContext run, string why)
    {
        run.State.LastResult = why;
        return ActivityResult.Go("Failed");
    }

    /// <exception cref="WorkflowException">The workflow would start itself by what it is about to do, again and again.</exception>
    protected static void ThrowIfItStartsItself(WorkflowContext run, string contentType, string unlessPublished)
    {
        string[] started = ["ContentVersionedEvent", unlessPublished, run.Node.IsOn("Publish") ? "ContentPublishedEvent" : "ContentDraftSavedEvent"];
        if (run.Type.Starts.Any(start => started.Contains(start.Name) && start.Texts("ContentTypeFilter") is var types && (types.Count == 0 || types.Contains(contentType))))
        {
            throw new WorkflowException($"{run.Node.Title} would start this workflow again, and again. Let it begin with something else, or only with other content types.");
        }
    }

    protected async Task<ActivityResult> WriteAsync(WorkflowContext run, ContentItem item, CancellationToken ct)
    {
        if (Merge(run, item) is { } wrong)
        {
            return Failed(run, wrong);
        }

        var isPublished = run.Node.IsOn("Publish");
        if (isPublished && check.FaultOf(item) is { } fault)
        {
            return Failed(run, fault.Message);
        }

        if ((isPublished ? await store.PublishAsync(item, run.Writer, ct) : await store.SaveDraftAsync(item, run.Writer, ct)) is { } refusal)
        {
            return Failed(run, refusal.InEnglish);
        }

        run.State.LastResult = new JsonObject { ["ContentItemId"] = item.Id, ["ContentItemVersionId"] = item.VersionId };
        return ActivityResult.Done;
    }

    private static string? Merge(WorkflowContext run, ContentItem item)
    {
        try
        {
            if (run.Render("ContentProperties") is { Length: > 0 } json)
            {
                MergeInto(item.Document, JsonNode.Parse(json) as JsonObject ?? throw new JsonException("The properties are no object."), Envelope);
            }

            if (item.Document["TitlePart"]?["Title"] is JsonValue title)
            {
                item.DisplayText = title.ToString();
            }

            return null;
        }
        catch (JsonException wrong)
        {
            return wrong.Message;
        }
    }

    /// <summary>Objects are merged, everything else is replaced.</summary>
    private static void MergeInto(JsonObject target, JsonObject source, params IReadOnlyList<string> except)
    {
        foreach (var (name, value) in source.Where(p => !except.Contains(p.Key)))
        {
            if (value is JsonObject inner && target[name] is JsonObject existing)
            {
                MergeInto(existing, inner);
            }
            else
            {
                target[name] = value?.DeepClone();
            }
        }
    }
}

internal sealed class CreateContentTask(ContentStore store, CurrentHub hub, ItemCheck check) : WriteContentTask(store, check)
{
    public override Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var type = run.Node.Text("ContentType");
        ThrowIfItStartsItself(run, type, "ContentCreatedEvent");
        return hub.State.Definitions.Type(type) is null
            ? Task.FromResult(Failed(run, $"There is no content type {type}."))
            : WriteAsync(run, Store.New(type, run.Writer), ct);
    }
}

internal sealed class UpdateContentTask(ContentStore store, ItemCheck check) : WriteContentTask(store, check)
{
    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        if (await Store.FindLatestAsync(run.ItemOf("Content"), ct) is not { } item)
        {
            return Failed(run, "There is no such item.");
        }

        ThrowIfItStartsItself(run, item.Type, "ContentUpdatedEvent");
        return await WriteAsync(run, item, ct);
    }
}

/// <summary>Reads the latest version of an item: it is the last result, for what follows.</summary>
internal sealed class RetrieveContentTask(ContentStore store) : WorkflowActivity
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Retrieved"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var item = await store.FindLatestAsync(run.ItemOf("Content"), ct) ?? throw new WorkflowException("The item that is to be read does not exist.");
        run.State.LastResult = item.Document;
        return ActivityResult.Go("Retrieved");
    }
}
