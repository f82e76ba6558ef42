using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>One field of the version under review, with what changed in it since this reader knew it.</summary>
/// <param name="Key">The part and field, as in <c>PracticePart.What</c>.</param>
/// <param name="Changes">Null where nothing changed, or the reader knew none before.</param>
/// <param name="Margin">What is said about passages that are still in it.</param>
public sealed record ReviewField(string Key, string Label, SanitizedHtml Html, IReadOnlyList<DiffRun>? Changes, IReadOnlyList<MarginRow> Margin);

/// <summary>Reads the very version that is decided on, whatever its type: every text of its parts, in the order of the document.</summary>
internal static partial class ReviewText
{
    private static readonly HashSet<string> Plumbing = ["TitlePart", "AutoroutePart", "AliasPart", "SharingPart", "TopicsPart", "ProvenancePart", "VerificationPart"];

    public static IReadOnlyList<ReviewField> Fields(string? document, string? before, IReadOnlyList<MarginRow> margin, MarkdownRenderer markdown)
    {
        var old = before is null ? null : Texts(before).ToDictionary(t => t.Key, t => t.Text);
        return document is null ? [] : [.. Texts(document).Select(text => Field(text.Key, text.Text, old, margin, markdown)).Concat(Dropped(document, old))];
    }

    public static string TitleOf(string? document) => document is null ? "" : ContentItem.Parse(document).DisplayText;

    private static ReviewField Field((string Part, string Name) key, string text, Dictionary<(string Part, string Name), string>? old, IReadOnlyList<MarginRow> margin, MarkdownRenderer markdown)
    {
        var was = old?.GetValueOrDefault(key, "");
        var (name, html, found) = ($"{key.Part}.{key.Name}", markdown.Render(text), new List<MarginRow>());
        foreach (var comment in margin.Where(m => m.Field == name))
        {
            if (Passage.Mark(html, "p-" + comment.Id, new(comment.Quote, comment.Prefix, comment.Suffix)) is { } marked)
            {
                html = marked;
                found.Add(comment);
            }
        }

        return new(name, Label(key.Name), html, was is null || was == text ? null : WordDiff.Between(was, text), found);
    }

    private static IEnumerable<ReviewField> Dropped(string document, Dictionary<(string Part, string Name), string>? old)
    {
        var kept = Texts(document).Select(t => t.Key).ToHashSet();
        return (old ?? []).Where(t => !kept.Contains(t.Key)).Select(t => new ReviewField($"{t.Key.Part}.{t.Key.Name}", Label(t.Key.Name), SanitizedHtml.Empty, WordDiff.Between(t.Value, ""), []));
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
