using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Something happened to a content item; the instance is about that item.</summary>
internal abstract class ContentEvent(params IReadOnlyList<string> verbs) : EventActivity
{
    public override IReadOnlyList<string> Verbs => verbs;

    public override bool Accepts(ActivityNode node, JsonObject input) =>
        node.Texts("ContentTypeFilter") is var types && (types.Count == 0 || types.Contains(input["ContentType"]?.ToString()));

    protected static bool IsNew(JsonObject input) => input["IsNew"]?.GetValue<bool>() is true;
}

internal sealed class ContentCreatedEvent() : ContentEvent("content.saved", "content.published")
{
    public override bool Accepts(ActivityNode node, JsonObject input) => IsNew(input) && base.Accepts(node, input);
}

internal sealed class ContentUpdatedEvent() : ContentEvent("content.saved", "content.published")
{
    public override bool Accepts(ActivityNode node, JsonObject input) => !IsNew(input) && base.Accepts(node, input);
}

internal sealed class ContentVersionedEvent() : ContentEvent("content.saved", "content.published");

internal sealed class ContentDraftSavedEvent() : ContentEvent("content.saved");

internal sealed class ContentPublishedEvent() : ContentEvent("content.published");

internal sealed class ContentUnpublishedEvent() : ContentEvent("content.unpublished");
