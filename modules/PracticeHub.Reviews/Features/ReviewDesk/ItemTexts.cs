using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>A text of an item.</summary>
/// <param name="Key">Where it stands: the part and the field, as in <c>PracticePart.What</c>; with the value of a field in it, as in <c>Story.Result.Text</c>.</param>
internal sealed record ItemText(string Key, string Text)
{
    /// <summary>English.</summary>
    public string Label => ItemTexts.LabelOf(Key);
}

/// <summary>What a version says, whatever its type; what only the hub needs is no part of it.</summary>
internal static partial class ItemTexts
{
    private static readonly HashSet<string> Plumbing =
    [
        "TitlePart", "AutoroutePart", "AliasPart", "SharingPart", "TopicsPart", "ProvenancePart", "VerificationPart", "PublishLaterPart", "ArchiveLaterPart", "AuditTrailPart", "LocalizationPart",
    ];
    private static readonly HashSet<string> Values = ["Text", "Html", "Markdown", "Url", "Value"];

    /// <summary>Every text of its parts, in the order of the document.</summary>
    public static IEnumerable<ItemText> Of(ContentItem item) =>
        from leaf in Leaves(item)
        where leaf.Value.GetValueKind() is JsonValueKind.String && !leaf.Key.Contains('[', StringComparison.Ordinal)
        let text = leaf.Value.GetValue<string>()
        where !string.IsNullOrWhiteSpace(text)
        select new ItemText(leaf.Key, text);

    /// <summary>The texts in whole words. One word alone may be a choice, a name or an address, which only its own form can check.</summary>
    public static IEnumerable<ItemText> ProseOf(ContentItem item) => Of(item).Where(text => text.Text.Trim().Any(char.IsWhiteSpace));

    /// <summary>Puts a text where <see cref="Of"/> found one; false where there is none any more.</summary>
    public static bool Put(ContentItem item, string key, string text)
    {
        var steps = key.Split('.');
        if (steps[..^1].Aggregate((JsonNode?)item.Document, (node, step) => (node as JsonObject)?[step]) is not JsonObject place || place[steps[^1]] is not JsonValue)
        {
            return false;
        }

        place[steps[^1]] = text;
        return true;
    }

    public static bool SayTheSame(ContentItem one, ContentItem other) => Essence(one).SetEquals(Essence(other));

    /// <summary>How many words are different, of how many there were.</summary>
    public static (int Changed, int Words) Measure(ContentItem before, ContentItem after)
    {
        var (was, now) = (Said(before), Said(after));
        return (was.Keys.Union(now.Keys).Sum(key => WordDiff.Changed(was.GetValueOrDefault(key, ""), now.GetValueOrDefault(key, ""))), was.Values.Sum(WordDiff.Count));
    }

    internal static string LabelOf(string key)
    {
        var steps = key.Split('.');
        var name = steps is [_, var field, .., var value] && Values.Contains(value) ? field : steps[^1];
        return name == "Url" ? "Address" : Hump().Replace(name, m => " " + m.Value.ToLowerInvariant());
    }

    private static Dictionary<string, string> Said(ContentItem item) =>
        Of(item).Append(new("Title", item.DisplayText)).ToDictionary(t => t.Key, t => t.Text);

    // A field that is left empty says the same as one that is not there.
    private static HashSet<(string, string)> Essence(ContentItem item) =>
        [.. Leaves(item).Select(leaf => (leaf.Key, Text: leaf.Value.ToString())).Where(leaf => leaf.Text is not ("" or "false")), ("Title", item.DisplayText)];

    private static IEnumerable<(string Key, JsonValue Value)> Leaves(ContentItem item) =>
        item.Document.Where(part => part.Value is JsonObject && IsContent(part.Key) && !Plumbing.Contains(part.Key)).SelectMany(part => Leaves(part.Key, part.Value));

    private static IEnumerable<(string Key, JsonValue Value)> Leaves(string key, JsonNode? node) => node switch
    {
        JsonValue value => [(key, value)],
        JsonObject inner => inner.Where(p => IsContent(p.Key)).SelectMany(p => Leaves($"{key}.{p.Key}", p.Value)),
        JsonArray list => list.SelectMany((entry, index) => Leaves($"{key}[{index}]", entry)),
        _ => [],
    };

    // A dot in a name would make two places one.
    private static bool IsContent(string name) => !name.EndsWith("Id", StringComparison.Ordinal) && !name.Contains('.', StringComparison.Ordinal);

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Hump();
}
