using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PracticeHub.Kernel;

namespace PracticeHub.Contents.Features.Types;

/// <summary>How a setting is asked for on the page of a type.</summary>
public enum SettingKind
{
    Line,
    Number,
    Flag,
    /// <summary>One of several, stored as a text or, where its values are numbers, as one.</summary>
    Choice,
    /// <summary>Several of them, stored as a list of texts.</summary>
    Many,
    /// <summary>A list of texts, typed with commas between them.</summary>
    List,
    /// <summary>What one chooses from in a field, a line each.</summary>
    Options,
}

/// <summary>A setting of a part or field that has a control on the page of its type; all others are written as JSON.</summary>
/// <param name="Section">The object in the definition's settings that holds it.</param>
/// <param name="Label">In the reader's language, as the hint.</param>
public sealed record Setting(string Section, string Name, SettingKind Kind, string Label, string Hint = "")
{
    private const char Bar = '|';
    private const char Star = '*';

    public IReadOnlyList<(string Value, string Label)> Choices { get; init; } = [];

    /// <summary>What it is where the definition says nothing.</summary>
    public string Otherwise { get; init; } = "";

    /// <summary>Whether a number is stored as a text, as Orchard Core wants some.</summary>
    public bool IsText { get; init; }

    /// <summary>The name of its input.</summary>
    public string Input => $"{Section}.{Name}";

    /// <summary>What its control shows: one text, or the values that are chosen.</summary>
    public IReadOnlyList<string> Shown(JsonObject settings) => (Kind, (settings[Section] as JsonObject)?[Name]) switch
    {
        (SettingKind.Options, var options) => [string.Join('\n', (options as JsonArray ?? []).OfType<JsonObject>().Select(option => LineOf(option, settings)))],
        (SettingKind.Many, var chosen) => TextsIn(chosen),
        (SettingKind.List, var list) => [string.Join(", ", TextsIn(list))],
        (_, JsonValue value) => [value.ToString()],
        _ => [Otherwise],
    };

    /// <summary>Puts what was typed into the settings; what was left empty is taken out of them.</summary>
    /// <returns>Why it cannot be taken; null when it was.</returns>
    public Refusal? Read(IFormCollection form, JsonObject settings)
    {
        if (settings[Section] is not JsonObject section)
        {
            settings[Section] = section = [];
        }

        var typed = form[Input].ToString().ReplaceLineEndings("\n").Trim();
        switch (Kind)
        {
            case SettingKind.Flag:
                section[Name] = form[Input].Contains("true");
                break;
            case SettingKind.Many:
                section[Name] = Texts(form[Input].OfType<string>());
                break;
            case SettingKind.List:
                section[Name] = Texts(typed.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
                break;
            case SettingKind.Options:
                ReadOptions(typed, section);
                break;
            case var _ when !form.ContainsKey(Input):
                break;
            case var _ when typed.Length == 0:
                section.Remove(Name);
                break;
            case SettingKind.Number:
                if (!decimal.TryParse(typed, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
                {
                    return new("not-a-number", "{0} is not a number.", Label);
                }

                section[Name] = IsText ? typed : number;
                break;
            default:
                section[Name] = Kind is SettingKind.Choice && int.TryParse(typed, NumberStyles.None, CultureInfo.InvariantCulture, out var choice) ? choice : typed;
                break;
        }

        return null;
    }

    /// <summary>A choice as one types it: its name, after a bar its value where that is another, and before it a star where it is chosen to begin with.</summary>
    private string LineOf(JsonObject option, JsonObject settings)
    {
        var (name, value) = (option["name"]?.ToString() ?? "", option["value"]?.ToString() ?? "");
        var isChosen = option["default"] is JsonValue flag && flag.TryGetValue(out bool isSet) ? isSet : (settings[Section] as JsonObject)?["DefaultValue"]?.ToString() == value;
        return $"{(isChosen ? $"{Star} " : "")}{name}{(name == value ? "" : $" {Bar} {value}")}";
    }

    /// <summary>What else a choice says of itself stays with its value.</summary>
    private void ReadOptions(string typed, JsonObject section)
    {
        var before = (section[Name] as JsonArray ?? []).OfType<JsonObject>().ToList();
        var isOneOf = Section.Contains("Predefined", StringComparison.Ordinal);
        var options = new JsonArray();
        section.Remove("DefaultValue");
        foreach (var line in typed.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var isChosen = line[0] == Star;
            var pieces = line.TrimStart(Star).Split(Bar, 2, StringSplitOptions.TrimEntries);
            var (name, value) = (pieces[0], pieces[^1]);
            var option = before.Find(o => o["value"]?.ToString() == value)?.DeepClone().AsObject() ?? [];
            (option["name"], option["value"]) = (name, value);
            if (!isOneOf)
            {
                option["default"] = isChosen;
            }
            else if (isChosen)
            {
                section["DefaultValue"] ??= value;
            }

            options.Add(option);
        }

        section[Name] = options;
    }

    private static List<string> TextsIn(JsonNode? list) => [.. (list as JsonArray ?? []).OfType<JsonValue>().Select(value => value.ToString())];

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Distinct().Select(text => (JsonNode?)text)]);
}

/// <summary>A setting with what its control shows.</summary>
/// <param name="Form">Begins the ids of the form's inputs.</param>
public sealed record ShownSetting(Setting Setting, string Form, IReadOnlyList<string> Values)
{
    public string Id => $"{Form}-{Setting.Input}";

    public string Text => Values.Count > 0 ? Values[0] : "";
}
