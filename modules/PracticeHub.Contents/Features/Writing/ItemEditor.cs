using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using PracticeHub.Contents.Features.Parts;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Contents.Features.Writing;

/// <summary>A field as its editor shows it.</summary>
/// <param name="Name">Begins the names of its inputs: <c>Story.Summary</c>.</param>
/// <param name="Shown">What pickers show for the ids that they hold.</param>
public sealed record EditedField(FieldValue Value, FieldType Kind, string Name, string Shown);

/// <summary>A part as its editor shows it: a text of its own, or its fields, or both.</summary>
/// <param name="Text">What its one text is, for the parts that are one; null for all others.</param>
/// <param name="TextName">The name of the input of that text: <c>TitlePart.Title</c>.</param>
/// <param name="Held">How many items stand in it, which are kept as they are.</param>
/// <param name="Value">The part's own object in the item.</param>
public sealed record EditedPart(string Key, string PartName, string? Label, string? Text, string TextName, int Held, IReadOnlyList<EditedField> Fields, JsonObject Value)
{
    /// <summary>The partial that edits it; null for the parts that are one text or only fields.</summary>
    public string? Editor { get; init; }

    /// <summary>The items that stand in it, by zones where it has some; none where nothing may.</summary>
    public IReadOnlyList<EditedNest> Nests { get; init; } = [];

    /// <summary>The content type whose part it is.</summary>
    public required string Type { get; init; }
}

/// <summary>Takes an item apart into what a form shows, puts what was typed back, and checks it. What no editor knows stays.</summary>
public sealed partial class ItemEditor(CurrentHub hub, PickerTexts pickers, IEnumerable<PartEditor> editors, Ids ids, IStringLocalizer<Startup> words)
{
    public const string Title = "TitlePart";
    public const string Autoroute = "AutoroutePart";

    /// <summary>The parts that are one text, with the property that holds it.</summary>
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        [Title] = "Title", ["MarkdownBodyPart"] = "Markdown", ["HtmlBodyPart"] = "Html", ["AliasPart"] = "Alias", [Autoroute] = "Path",
        ["LinkMenuItemPart"] = "Url", ["HtmlMenuItemPart"] = "Url",
    };

    private readonly Dictionary<string, FieldType> _kinds = hub.All<FieldType>().ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Whether people write items of this type here: a module's own types have pages of their own.</summary>
    public static bool IsWritten(CurrentHub hub, TypeDefinition? type) => type is { IsContent: true } && (type.IsCreatable || hub.State.Definitions.ListsOf(type.Name).Any()) && !hub.HasModuleFor(type.Name);

    public async Task<IReadOnlyList<EditedPart>> PartsOfAsync(ContentItem item, CancellationToken ct)
    {
        await pickers.LoadAsync(FieldsIn(item, 0), ct);
        return Edited(item, "", 0);
    }

    private IReadOnlyList<EditedPart> Edited(ContentItem item, string prefix, int depth) => [.. PartsOf(item).Select(part => Edited(item.Type, part, ValueOf(item, part), prefix, depth))];

    private EditedPart Edited(string type, TypePart part, JsonObject value, string prefix, int depth)
    {
        var key = prefix + part.Key;
        var text = Texts.TryGetValue(part.PartName, out var property) ? value[property]?.ToString() ?? "" : null;
        var fields = FieldsOf(part, value).Select(f => new EditedField(f.Field, f.Kind, $"{key}.{f.Field.Field.Key}", pickers.Write(f.Field, $"{key}.{f.Field.Field.Key}")));
        return new(key, part.PartName, part.Label, text, $"{key}.{property}", HeldIn(value), [.. fields], value)
        {
            Editor = EditorOf(part) is null ? null : $"_Edit{part.PartName}",
            Nests = [.. NestsOf(part, value, key, depth)],
            Type = type,
        };
    }

    /// <summary>Gives a new item what its definition lets it begin with.</summary>
    public void Begin(ContentItem item)
    {
        foreach (var part in PartsOf(item))
        {
            var value = ValueOf(item, part);
            foreach (var (field, kind) in FieldsOf(part, value))
            {
                kind.Begin(field);
                if (field.Value is { Parent: null, Count: > 0 })
                {
                    value[field.Field.Key] = field.Value;
                }
            }

            if (value is { Parent: null, Count: > 0 })
            {
                item.Document[part.Key] = value;
            }
        }
    }

    private PartEditor? EditorOf(TypePart part) => editors.FirstOrDefault(editor => editor.Part == part.PartName);

    private static JsonObject ValueOf(ContentItem item, TypePart part) => item.Document[part.Key] as JsonObject ?? [];

    /// <summary>Puts what was typed into the item.</summary>
    public async Task<IReadOnlyList<(string Name, FieldFault Fault, string Label)>> ReadAsync(ContentItem item, IFormCollection form, CancellationToken ct)
    {
        var typed = new Typed(form, NestedItems.ById(item.Document));
        await ReadAsync(item, "", typed, 0, ct);
        item.DisplayText = item.Has<TitlePart>() ? item.Get<TitlePart>().Title.Trim() : item.DisplayText;
        if (item.DisplayText.Length == 0)
        {
            typed.Faults.Add(($"{Title}.Title", new("{0} is needed."), words["Title"]));
        }

        return typed.Faults;
    }

    private async Task ReadAsync(ContentItem item, string prefix, Typed typed, int depth, CancellationToken ct)
    {
        foreach (var part in PartsOf(item))
        {
            var (value, key) = (ValueOf(item, part), prefix + part.Key);
            // What nobody has changed stays as it came, to the letter.
            if (Texts.TryGetValue(part.PartName, out var property) && typed.Form.TryGetValue($"{key}.{property}", out var text)
                && text.ToString().ReplaceLineEndings("\n") is var written && written != (value[property]?.ToString() ?? "").ReplaceLineEndings("\n"))
            {
                value[property] = Taken(part.PartName, written, $"{key}.{property}", typed);
            }

            foreach (var (field, kind) in FieldsOf(part, value))
            {
                var name = $"{key}.{field.Field.Key}";
                var values = new FieldForm(input => [.. typed.Form[$"{name}.{input}"].OfType<string>()]);
                kind.Read(field, await pickers.ReadAsync(field, values, typed.Faults, name, ct));
                value[field.Field.Key] = field.Value.Parent is null ? field.Value : field.Value.DeepClone();
                typed.Faults.AddRange(kind.Check(field).Select(fault => (name, fault, field.Label)));
            }

            await ReadNestAsync(part, value, key, typed, depth, ct);
            if (value.Parent is null)
            {
                item.Document[part.Key] = value;
            }

            if (EditorOf(part) is { } editor)
            {
                await editor.ReadAsync(item, value, new(typed.Form, key, typed.Faults, words), ct);
            }
        }
    }

    private IEnumerable<TypePart> PartsOf(ContentItem item) => hub.State.Definitions.Type(item.Type)?.Parts.OrderBy(part => part.Rank) ?? Enumerable.Empty<TypePart>();

    private IEnumerable<(FieldValue Field, FieldType Kind)> FieldsOf(TypePart part, JsonObject value) =>
        from field in hub.State.Definitions.Part(part.PartName)?.Fields.OrderBy(f => f.Rank) ?? Enumerable.Empty<PartField>()
        where _kinds.ContainsKey(field.FieldType)
        select (new FieldValue(field, value[field.Key] as JsonObject ?? []), _kinds[field.FieldType]);

    private static string Taken(string part, string text, string name, Typed typed)
    {
        if (part is "LinkMenuItemPart" or "HtmlMenuItemPart" && !NestedItems.IsAddress(text.Trim()))
        {
            typed.Faults.Add((name, new("This is not an address that can be opened safely."), ""));
        }

        return part switch
        {
            "HtmlBodyPart" => HtmlSanitizer.Sanitize(text).Value,
            "MarkdownBodyPart" => text,
            _ => text.Trim(),
        };
    }

    private static int HeldIn(JsonObject value) =>
        (value["ContentItems"] as JsonArray ?? value[NestedItems.Widgets] as JsonArray ?? value["MenuItems"] as JsonArray)?.Count ?? 0;
}
