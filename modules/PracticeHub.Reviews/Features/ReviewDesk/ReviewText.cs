using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>One field of the version under review, with what changed in it since the round before.</summary>
/// <param name="Changes">Null where nothing changed, or there was no round before.</param>
public sealed record ReviewField(string Label, SanitizedHtml Html, IReadOnlyList<DiffRun>? Changes);

/// <summary>Reads the very version that is decided on, whatever its type: every text of its parts, in the order of the document.</summary>
internal static partial class ReviewText
{
    private static readonly HashSet<string> Plumbing = ["TitlePart", "AutoroutePart", "AliasPart", "SharingPart", "TopicsPart", "ProvenancePart", "VerificationPart"];

    public static IReadOnlyList<ReviewField> Fields(string? document, string? before, MarkdownRenderer markdown)
    {
        var old = before is null ? null : Texts(before).ToDictionary(t => t.Key, t => t.Text);
        return document is null ? [] : [.. Texts(document).Select(text => Field(text.Key, text.Text, old, markdown)).Concat(Dropped(document, old))];
    }

    public static string TitleOf(string? document) => document is null ? "" : ContentItem.Parse(document).DisplayText;

    private static ReviewField Field((string Part, string Name) key, string text, Dictionary<(string Part, string Name), string>? old, MarkdownRenderer markdown)
    {
        var was = old?.GetValueOrDefault(key, "");
        return new(Label(key.Name), markdown.Render(text), was is null || was == text ? null : WordDiff.Between(was, text));
    }

    private static IEnumerable<ReviewField> Dropped(string document, Dictionary<(string Part, string Name), string>? old)
    {
        var kept = Texts(document).Select(t => t.Key).ToHashSet();
        return (old ?? []).Where(t => !kept.Contains(t.Key)).Select(t => new ReviewField(Label(t.Key.Name), SanitizedHtml.Empty, WordDiff.Between(t.Value, "")));
    }

    private static IEnumerable<((string Part, string Name) Key, string Text)> Texts(string document) =>
        from part in JsonNode.Parse(document)!.AsObject()
        where part.Value is JsonObject && !Plumbing.Contains(part.Key)
        from field in part.Value!.AsObject()
        where field.Value is JsonValue && !field.Key.EndsWith("Id", StringComparison.Ordinal)
        let text = field.Value!.AsValue().TryGetValue(out string? found) ? found : null
        where !string.IsNullOrWhiteSpace(text)
        select ((part.Key, field.Key), text);

    private static string Label(string name) =>
        Hump().Replace(name, m => " " + m.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z])[A-Z]")]
    private static partial Regex Hump();
}
