using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
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
public sealed record EditedPart(string Key, string PartName, string? Label, string? Text, string TextName, int Held, IReadOnlyList<EditedField> Fields);

/// <summary>Takes an item apart into what a form shows, puts what was typed back, and checks it. What no editor knows stays.</summary>
public sealed class ItemEditor(CurrentHub hub, PickerTexts pickers)
{
    public const string Title = "TitlePart";
    public const string Autoroute = "AutoroutePart";

    /// <summary>The parts that are one text, with the property that holds it.</summary>
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        [Title] = "Title", ["MarkdownBodyPart"] = "Markdown", ["HtmlBodyPart"] = "Html", ["AliasPart"] = "Alias", [Autoroute] = "Path",
    };

    private readonly Dictionary<string, FieldType> _kinds = hub.All<FieldType>().ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Whether people write items of this type here: a module's own types have pages of their own.</summary>
    public static bool IsWritten(CurrentHub hub, TypeDefinition? type) => type is { IsContent: true } && (type.IsCreatable || hub.State.Definitions.ListsOf(type.Name).Any()) && !hub.HasModuleFor(type.Name);

    public async Task<IReadOnlyList<EditedPart>> PartsOfAsync(ContentItem item, CancellationToken ct)
    {
        await pickers.LoadAsync(PartsOf(item).SelectMany(part => FieldsOf(part, ValueOf(item, part))).Select(f => f.Field), ct);
        return [.. PartsOf(item).Select(part => Edited(part, ValueOf(item, part)))];
    }

    private EditedPart Edited(TypePart part, JsonObject value)
    {
        var text = Texts.TryGetValue(part.PartName, out var property) ? value[property]?.ToString() ?? "" : null;
        var fields = FieldsOf(part, value).Select(f => new EditedField(f.Field, f.Kind, $"{part.Key}.{f.Field.Field.Key}", pickers.Write(f.Field)));
        return new(part.Key, part.PartName, part.Label, text, $"{part.Key}.{property}", HeldIn(value), [.. fields]);
    }

    private static JsonObject ValueOf(ContentItem item, TypePart part) => item.Document[part.Key] as JsonObject ?? [];

    /// <summary>Puts what was typed into the item.</summary>
    public async Task<IReadOnlyList<(string Name, FieldFault Fault, string Label)>> ReadAsync(ContentItem item, IFormCollection form, CancellationToken ct)
    {
        var faults = new List<(string, FieldFault, string)>();
        foreach (var part in PartsOf(item))
        {
            var value = ValueOf(item, part);
            if (Texts.TryGetValue(part.PartName, out var property) && form.TryGetValue($"{part.Key}.{property}", out var typed))
            {
                value[property] = Taken(part.PartName, typed.ToString().ReplaceLineEndings("\n"));
            }

            foreach (var (field, kind) in FieldsOf(part, value))
            {
                var name = $"{part.Key}.{field.Field.Key}";
                var values = new FieldForm(input => [.. form[$"{name}.{input}"].OfType<string>()]);
                kind.Read(field, await pickers.ReadAsync(field, values, faults, name, ct));
                value[field.Field.Key] = field.Value.Parent is null ? field.Value : field.Value.DeepClone();
                faults.AddRange(kind.Check(field).Select(fault => (name, fault, field.Label)));
            }

            item.Document[part.Key] = value.Parent is null ? value : value.DeepClone();
        }

        item.DisplayText = item.Has<TitlePart>() ? item.Get<TitlePart>().Title.Trim() : item.DisplayText;
        if (item.DisplayText.Length == 0)
        {
            faults.Add(($"{Title}.Title", new("{0} is needed."), "Title"));
        }

        return faults;
    }

    private IEnumerable<TypePart> PartsOf(ContentItem item) => hub.State.Definitions.Type(item.Type)?.Parts.OrderBy(part => part.Rank) ?? Enumerable.Empty<TypePart>();

    private IEnumerable<(FieldValue Field, FieldType Kind)> FieldsOf(TypePart part, JsonObject value) =>
        from field in hub.State.Definitions.Part(part.PartName)?.Fields.OrderBy(f => f.Rank) ?? Enumerable.Empty<PartField>()
        where _kinds.ContainsKey(field.FieldType)
        select (new FieldValue(field, value[field.Key] as JsonObject ?? []), _kinds[field.FieldType]);

    private static string Taken(string part, string typed) => part switch
    {
        "HtmlBodyPart" => HtmlSanitizer.Sanitize(typed).Value,
        Title or Autoroute or "AliasPart" => typed.Trim(),
        _ => typed,
    };

    private static int HeldIn(JsonObject value) =>
        (value["ContentItems"] as JsonArray ?? value["Widgets"] as JsonArray ?? value["MenuItems"] as JsonArray)?.Count ?? 0;
}
