using System.Globalization;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Definitions;

namespace PracticeHub.Kernel.Fields;

/// <summary>
/// A kind of field, as Orchard Core's definitions name it: how its value is shown, read from a form and checked. A module seam:
/// contribute one with <c>hub.Add&lt;FieldType&gt;(…)</c>, and its editor as the partial view <c>_Edit{Name}</c>.
/// </summary>
public abstract class FieldType
{
    /// <summary>The <c>FieldName</c> of definitions, as <c>TextField</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Writes the value for readers; nothing where there is none.</summary>
    public abstract void Show(FieldValue field, ItemHtml html);

    /// <summary>Puts what was typed into the value. What the form does not know stays as it is.</summary>
    public abstract void Read(FieldValue field, FieldForm form);

    /// <summary>Puts into the field of a new item what its definition lets it begin with; for most kinds nothing.</summary>
    public virtual void Begin(FieldValue field)
    {
    }

    /// <summary>What is wrong with the value, as English sentences that are the localizer's keys; none when it may be saved.</summary>
    public virtual IEnumerable<FieldFault> Check(FieldValue field) =>
        field.Setting("Required", false) && IsEmpty(field) ? [new FieldFault("{0} is needed.")] : [];

    public abstract bool IsEmpty(FieldValue field);

    /// <summary>Whether the value is so short that it stands beside its label and not below it.</summary>
    public virtual bool IsBrief => false;
}

/// <summary>Something wrong with a value.</summary>
/// <param name="Message">English; <c>{0}</c> is the field's label. The localizer's key.</param>
public sealed record FieldFault(string Message, params object[] Arguments);

/// <summary>A field of an item: its definition and its value.</summary>
/// <param name="Value">The JSON object of the field, kept as it came as far as nobody changes it.</param>
public sealed record FieldValue(PartField Field, JsonObject Value)
{
    public string Label => Field.Label;

    /// <summary>A setting of the field's own kind; the given one where it is not set.</summary>
    public string Setting(string name, string otherwise) => Settings?[name] is JsonValue value ? value.ToString() : otherwise;

    /// <inheritdoc cref="Setting(string, string)"/>
    public bool Setting(string name, bool otherwise) => Settings?[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : otherwise;

    /// <summary>A number that may be written as text, as Orchard Core allows.</summary>
    public decimal? Number(string name) =>
        Settings?[name] is JsonValue value && decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A setting that is one of several, which Orchard Core writes as a number and later versions by its name; the first one where it is not set.</summary>
    public string Choice(string name, params ReadOnlySpan<string> names)
    {
        var written = Setting(name, "");
        return int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var at) ? at < names.Length ? names[at] : names[0] : names.Contains(written) ? written : names[0];
    }

    public JsonObject? Settings => Field.Settings[Field.FieldType + "Settings"] as JsonObject;

    /// <summary>What belongs to the list from which the text of a field is chosen.</summary>
    public JsonObject? ListSettings => Field.Settings["TextFieldPredefinedListEditorSettings"] as JsonObject;

    /// <summary>What one may choose from; none where anything may be typed.</summary>
    public IEnumerable<(string Name, string Value)> Options => Field.FieldType switch
    {
        nameof(MultiTextField) => FieldOptions.In(Settings),
        nameof(TextField) when Field.Editor is "PredefinedList" => FieldOptions.In(ListSettings),
        _ => [],
    };

    /// <summary>The endings of the files that the field takes, each with its point; none where it takes all.</summary>
    public IReadOnlyList<string> AllowedExtensions =>
        [.. SettingTexts("AllowedExtensions").Select(ending => "." + ending.Trim().TrimStart('.').ToLowerInvariant()).Where(ending => ending.Length > 1).Distinct()];

    /// <summary>The roles of which somebody must have one to be chosen; none where everybody may be.</summary>
    public IReadOnlyList<string> RolesToChooseFrom => Setting("DisplayAllUsers", true) ? [] : SettingTexts("DisplayedRoles");

    /// <summary>What of each picture stays in sight when it is cut; null where nobody has said.</summary>
    public IEnumerable<MediaAnchor?> Anchors => MediaField.AnchorsOf(this);

    /// <summary>A setting that is a list of texts.</summary>
    public IReadOnlyList<string> SettingTexts(string name) => [.. (Settings?[name] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.ToString())];

    public string Text(string name) => Value[name] is JsonValue value ? value.TryGetValue(out string? text) ? text : value.ToString() : "";

    public IReadOnlyList<string> Texts(string name) =>
        [.. (Value[name] as JsonArray ?? []).OfType<JsonValue>().Select(node => node.TryGetValue(out string? text) ? text : null).OfType<string>()];

    public void Put(string name, IEnumerable<string> texts) => Value[name] = new JsonArray([.. texts.Select(text => (JsonNode?)text)]);
}

/// <summary>What was typed for one field.</summary>
/// <param name="read">The values that were sent under a name of the field; none when there were none.</param>
public sealed class FieldForm(Func<string, IReadOnlyList<string>> read)
{
    public string Text(string name) => read(name) is [var first, ..] ? first.ReplaceLineEndings("\n") : "";

    public IEnumerable<string> Texts(string name) => read(name).Select(text => text.Trim()).Where(text => text.Length > 0);

    /// <summary>Those that are empty included, because their places count.</summary>
    public IEnumerable<string> Each(string name) => read(name).Select(text => text.Trim());

    public bool Flag(string name) => read(name).Contains("true", StringComparer.Ordinal);
}
