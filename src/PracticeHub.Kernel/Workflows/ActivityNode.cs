using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Workflows;

/// <summary>An activity as it stands in a workflow type: which one it is, and how it is set up.</summary>
/// <param name="Id">Its id in the type.</param>
/// <param name="Name">The class of activity.</param>
public sealed record ActivityNode(string Id, string Name, bool IsStart, JsonObject Properties)
{
    /// <summary>The workflow type in which it stands.</summary>
    public string TypeId { get; init; } = "";

    /// <summary>Where it stands in the picture; null where the document does not say.</summary>
    public (int X, int Y)? Place { get; init; }

    public string Title => Text("Title", Properties["ActivityMetadata"] as JsonObject) is { Length: > 0 } title ? title : Name;

    /// <summary>A plain text; empty where it is missing.</summary>
    public string Text(string property) => Text(property, Properties);

    public bool IsOn(string property) => Properties[property] is JsonValue value && value.ToString() is "true" or "True";

    public IReadOnlyList<string> Texts(string property) =>
        [.. (Properties[property] as JsonArray ?? []).OfType<JsonValue>().Select(v => v.ToString())];

    /// <summary>The source of <c>{"Expression": "…"}</c>, or of a plain text or number in its place; empty where it is missing.</summary>
    public string Expression(string property) => Properties[property] switch
    {
        JsonObject wrapped => Text("Expression", wrapped),
        JsonValue plain => plain.ToString(),
        _ => "",
    };

    private static string Text(string property, JsonObject? of) => of?[property] is JsonValue value ? value.ToString() : "";
}
