using System.Globalization;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Definitions;

/// <summary>Every content type and part of the hub, as data: Orchard Core's records, unknown settings included.</summary>
public sealed class ContentDefinitions
{
    public static readonly ContentDefinitions Empty = new([], []);

    private readonly Dictionary<string, TypeDefinition> _types;
    private readonly Dictionary<string, PartDefinition> _parts;

    private ContentDefinitions(IEnumerable<TypeDefinition> types, IEnumerable<PartDefinition> parts)
    {
        _types = types.ToDictionary(t => t.Name, StringComparer.OrdinalIgnoreCase);
        _parts = parts.ToDictionary(p => p.Name, StringComparer.OrdinalIgnoreCase);
    }

    public IEnumerable<TypeDefinition> Types => _types.Values;

    public IEnumerable<PartDefinition> Parts => _parts.Values;

    public TypeDefinition? Type(string name) => _types.GetValueOrDefault(name);

    public PartDefinition? Part(string name) => _parts.GetValueOrDefault(name);

    /// <summary>Where in an item of this type the fields of one kind are: the part's key and the field's key.</summary>
    public IEnumerable<(string Part, string Field)> FieldsOf(string type, string fieldType) =>
        from part in Type(type)?.Parts ?? []
        from field in Part(part.PartName)?.Fields ?? []
        where field.FieldType == fieldType
        select (part.Key, field.Key);

    /// <summary>The types whose items are lists of this one.</summary>
    public IEnumerable<TypeDefinition> ListsOf(string type) => Types.Where(list => list.ContainedTypes.Contains(type));

    public static ContentDefinitions From(IEnumerable<HubDocument> documents)
    {
        var all = documents.ToLookup(d => d.Kind, d => d.Read());
        return new(all[HubDocument.ContentType].Select(d => new TypeDefinition(d)), all[HubDocument.ContentPart].Select(d => new PartDefinition(d)));
    }
}

/// <summary>A content type: its name and the parts that its items are made of.</summary>
public sealed class TypeDefinition(JsonObject document)
{
    public const string PartRecords = "ContentTypePartDefinitionRecords";
    private const string Common = "ContentTypeSettings";

    public JsonObject Document { get; } = document;
    public string Name { get; } = document["Name"]!.ToString();
    public string DisplayName { get; } = document["DisplayName"]?.ToString() ?? document["Name"]!.ToString();
    public IReadOnlyList<TypePart> Parts { get; } =
        [.. (document[PartRecords] as JsonArray ?? []).OfType<JsonObject>().Select((part, index) => new TypePart(part, index))];

    public JsonObject Settings { get; } = document["Settings"] as JsonObject ?? [];
    /// <summary>Widget, MenuItem … for what stands only inside of something else; null for content of its own.</summary>
    public string? Stereotype => Settings.TextIn(Common, "Stereotype") is { Length: > 0 } stereotype ? stereotype : null;
    /// <summary>Whether its items are content of their own: neither parts of something else, nor a tree of terms, nor a menu.</summary>
    public bool IsContent => Stereotype is null && !Has("TaxonomyPart") && !Has("MenuPart");
    public string Description => Settings.TextIn(Common, "Description") ?? "";
    /// <summary>Whether people may write one.</summary>
    public bool IsCreatable => Is("Creatable");
    /// <summary>Whether lists and search show it.</summary>
    public bool IsListable => Is("Listable");

    /// <summary>What may stand in an item of this type, when it is a list.</summary>
    public IReadOnlyList<string> ContainedTypes => [.. Parts.Where(part => part.PartName == "ListPart")
        .SelectMany(part => (part.Settings["ListPartSettings"] as JsonObject)?["ContainedContentTypes"] as JsonArray ?? []).OfType<JsonValue>().Select(name => name.ToString())];

    /// <summary>Whether people put what stands in an item of this type in order.</summary>
    public bool IsOrdered => Parts.Any(part => part.PartName == "ListPart" && part.Settings.TextIn("ListPartSettings", "EnableOrdering") is "true");

    public bool Has(string partName) => Parts.Any(p => p.PartName == partName);

    private bool Is(string name) => string.Equals(Settings.TextIn(Common, name), "true", StringComparison.OrdinalIgnoreCase);
}

/// <summary>A part in a type. Its key is the part's name, unless the type holds it several times under names of their own.</summary>
public sealed class TypePart(JsonObject document, int index)
{
    private const string Common = "ContentTypePartSettings";

    public string PartName { get; } = document["PartName"]!.ToString();
    public string Key { get; } = document["Name"]?.ToString() ?? document["PartName"]!.ToString();
    public JsonObject Settings { get; } = document["Settings"] as JsonObject ?? [];
    /// <summary>The heading that a type has given it; null for most.</summary>
    public string? Label => Settings.TextIn(Common, "DisplayName");
    public decimal Rank => Settings.RankIn(Common, index);
}

/// <summary>A part and its fields.</summary>
public sealed class PartDefinition(JsonObject document)
{
    public const string FieldRecords = "ContentPartFieldDefinitionRecords";

    public JsonObject Document { get; } = document;
    public string Name { get; } = document["Name"]!.ToString();
    public IReadOnlyList<PartField> Fields { get; } =
        [.. (document[FieldRecords] as JsonArray ?? []).OfType<JsonObject>().Select((field, index) => new PartField(field, index))];
}

public sealed class PartField(JsonObject document, int index)
{
    private const string Common = "ContentPartFieldSettings";

    public string FieldType { get; } = document["FieldName"]!.ToString();
    public string Key { get; } = document["Name"]!.ToString();
    public JsonObject Settings { get; } = document["Settings"] as JsonObject ?? [];
    public string Label => Settings.TextIn(Common, "DisplayName") is { Length: > 0 } label ? label : Key;
    /// <summary>Which of the editors of its kind is used; null for the standard one.</summary>
    public string? Editor => Settings.TextIn(Common, "Editor");
    public string? DisplayMode => Settings.TextIn(Common, "DisplayMode");
    public decimal Rank => Settings.RankIn(Common, index);
}

internal static class SettingsReading
{
    public static string? TextIn(this JsonObject settings, string section, string name) =>
        (settings[section] as JsonObject)?[name] is JsonValue value ? value.ToString() : null;

    /// <summary>Where a part or field stands. Orchard Core's positions are texts; what has none stands where the definition names it.</summary>
    public static decimal RankIn(this JsonObject settings, string section, int index) =>
        decimal.TryParse(settings.TextIn(section, "Position"), NumberStyles.Float, CultureInfo.InvariantCulture, out var rank) ? rank : index;
}

