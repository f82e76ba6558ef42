using System.Text.Json;
using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Content;

/// <summary>
/// A content item: a JSON document in Orchard Core's shape, which is what is stored and what is exchanged. Parts that the
/// hub does not know stay in it untouched.
/// </summary>
public sealed class ContentItem(JsonObject document)
{
    /// <summary>Items hold items that hold items.</summary>
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };

    public JsonObject Document { get; } = document;

    public string Id => Text("ContentItemId") ?? throw new InvalidOperationException("A content item has no ContentItemId.");
    public string Type => Text("ContentType") ?? throw new InvalidOperationException("A content item has no ContentType.");
    public string? VersionId { get => Text("ContentItemVersionId"); internal set => Document["ContentItemVersionId"] = value; }
    public string DisplayText { get => Text("DisplayText") ?? ""; set => Document["DisplayText"] = value; }
    /// <summary>The id of the person it belongs to.</summary>
    public string Owner { get => Text("Owner") ?? ""; set => Document["Owner"] = value; }
    /// <summary>The name of the person who wrote this version.</summary>
    public string Author { get => Text("Author") ?? ""; set => Document["Author"] = value; }
    public bool Latest { get => Flag("Latest"); internal set => Document["Latest"] = value; }
    public bool Published { get => Flag("Published"); internal set => Document["Published"] = value; }
    public DateTimeOffset? CreatedUtc { get => Time("CreatedUtc"); set => Document["CreatedUtc"] = Utc(value); }
    public DateTimeOffset? ModifiedUtc { get => Time("ModifiedUtc"); set => Document["ModifiedUtc"] = Utc(value); }
    public DateTimeOffset? PublishedUtc { get => Time("PublishedUtc"); set => Document["PublishedUtc"] = Utc(value); }

    public static ContentItem New(string id, string type) => new(new()
    {
        ["ContentItemId"] = id,
        ["ContentItemVersionId"] = null,
        ["ContentType"] = type,
        ["DisplayText"] = "",
        ["Latest"] = false,
        ["Published"] = false,
        ["ModifiedUtc"] = null,
        ["PublishedUtc"] = null,
        ["CreatedUtc"] = null,
        ["Owner"] = null,
        ["Author"] = null,
    });

    public static ContentItem Parse(string json) => new(JsonNode.Parse(json, documentOptions: Deep)!.AsObject());

    public string ToJson() => Document.ToJsonString();

    public ContentItem Clone() => new(Document.DeepClone().AsObject());

    public bool Has<TPart>() where TPart : IPart<TPart> => Document[TPart.Name] is JsonObject;

    /// <summary>The part, or one with its defaults where the item has none.</summary>
    public TPart Get<TPart>() where TPart : class, IPart<TPart>, new()
    {
        try
        {
            return (Document[TPart.Name] as JsonObject)?.Deserialize(TPart.Json) ?? new();
        }
        catch (JsonException wrong)
        {
            throw new JsonException($"{TPart.Name}{wrong.Path?.TrimStart('$')} is of another type than it should be.", wrong);
        }
    }

    /// <summary>Writes what the record knows into the part; what only the data knows stays.</summary>
    public void Put<TPart>(TPart part) where TPart : class, IPart<TPart>
    {
        var written = JsonSerializer.SerializeToNode(part, TPart.Json)!.AsObject();
        if (Document[TPart.Name] is not JsonObject existing)
        {
            Document[TPart.Name] = written;
            return;
        }

        foreach (var (name, value) in written)
        {
            existing[name] = value?.DeepClone();
        }
    }

    private string? Text(string name) => Document[name] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private bool Flag(string name) => Document[name] is JsonValue value && value.TryGetValue(out bool flag) && flag;

    private DateTimeOffset? Time(string name) => Document[name] is JsonValue value
        && DateTimeOffset.TryParse(value.ToString(), null, System.Globalization.DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;

    private static string? Utc(DateTimeOffset? at) => at?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", null);
}
