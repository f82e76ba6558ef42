using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Contents.Features.Versions;

/// <summary>Two versions of an item of any type, field by field: texts as they were typed, other values as readers see them, what nothing here knows as JSON.</summary>
public sealed class ItemComparison(CurrentHub hub, MarkdownRenderer markdown, IStringLocalizer<Startup> words)
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<string, FieldType> _kinds = hub.All<FieldType>().ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    public IReadOnlyList<FieldComparison> Of(ContentItem before, ContentItem after)
    {
        var places = PlacesOf(after.Type, [before.Document, after.Document]).Where(place => !place.IsInner || place.Read(before.Document) != place.Read(after.Document)).ToList();
        return FieldComparison.Of(places.Select(place => (place.Label, place.Read(before.Document))), places.Select(place => (place.Label, place.Read(after.Document))));
    }

    private IEnumerable<Place> PlacesOf(string type, JsonObject[] documents)
    {
        yield return new(words["Title"], item => item["DisplayText"]?.ToString() ?? "");
        var parts = hub.State.Definitions.Type(type)?.Parts.OrderBy(part => part.Rank).ToList() ?? [];
        foreach (var place in parts.SelectMany(part => PlacesOf(part, documents)))
        {
            yield return place;
        }

        foreach (var name in documents.SelectMany(item => item).Where(p => p.Value is JsonObject && !parts.Exists(part => part.Key == p.Key)).Select(p => p.Key).Distinct())
        {
            yield return new(name, item => Json(item[name]), IsInner: true);
        }
    }

    private IEnumerable<Place> PlacesOf(TypePart part, JsonObject[] documents)
    {
        var fields = hub.State.Definitions.Part(part.PartName)?.Fields.OrderBy(f => f.Rank).ToList() ?? [];
        var names = documents.SelectMany(item => item[part.Key] as JsonObject ?? []).Select(p => p.Key).Where(name => !fields.Exists(f => f.Key == name)).Distinct();
        // The title is the item's, and a comment is the version's note: both stand above.
        foreach (var name in part.PartName is "TitlePart" or "AuditTrailPart" ? [] : names)
        {
            var label = LabelOf(part, name);
            yield return new(label ?? $"{part.Key}: {name}", item => Json(item[part.Key]?[name]), IsInner: label is null);
        }

        foreach (var field in fields)
        {
            yield return new(field.Label, item => Text(field, item[part.Key]?[field.Key] as JsonObject ?? []));
        }
    }

    private string? LabelOf(TypePart part, string name) => name switch
    {
        "Markdown" or "Html" => part.Label ?? words["Text"],
        "Path" => words["Address"],
        "Alias" => words["Alias"],
        "ContentItems" or "Widgets" or "MenuItems" => part.Label ?? words["What stands in it"],
        _ => null,
    };

    private string Text(PartField field, JsonObject value)
    {
        if (value.Count == 1 && value.First().Value is JsonValue only && only.TryGetValue(out string? text))
        {
            return text;
        }

        if (!_kinds.TryGetValue(field.FieldType, out var kind))
        {
            return Json(value);
        }

        var html = new ItemHtml(markdown);
        kind.Show(new(field, value), html);
        return html.IsEmpty && value.Count > 0 ? Json(value) : MarkdownRenderer.ToPlainText(html.ToSanitized());
    }

    private static string Json(JsonNode? node) => node switch
    {
        null => "",
        JsonValue value => value.ToString(),
        _ => node.ToJsonString(Readable),
    };

    /// <param name="IsInner">Of no interest to writers as long as it stays as it is.</param>
    private sealed record Place(string Label, Func<JsonObject, string> Read, bool IsInner = false);
}
