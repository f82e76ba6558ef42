using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>One field of the version under review, with what changed in it since this reader knew it.</summary>
/// <param name="Key">As in <see cref="ItemText"/>.</param>
/// <param name="Changes">Null where nothing changed, or the reader knew none before.</param>
/// <param name="Margin">What is said about passages that are still in it.</param>
public sealed record ReviewField(string Key, string Label, SanitizedHtml Html, IReadOnlyList<DiffRun>? Changes, IReadOnlyList<MarginRow> Margin);

/// <summary>Reads the very version that is decided on, whatever its type: every text of its parts, in the order of the document.</summary>
internal static class ReviewText
{
    public static IReadOnlyList<ReviewField> Fields(string? document, string? before, IReadOnlyList<MarginRow> margin, MarkdownRenderer markdown)
    {
        if (document is null)
        {
            return [];
        }

        var texts = ItemTexts.Of(ContentItem.Parse(document)).ToList();
        var old = before is null ? null : ItemTexts.Of(ContentItem.Parse(before)).ToDictionary(t => t.Key, t => t.Text);
        var dropped = (old ?? []).Where(o => !texts.Exists(t => t.Key == o.Key)).Select(o => new ReviewField(o.Key, ItemTexts.LabelOf(o.Key), SanitizedHtml.Empty, WordDiff.Between(o.Value, ""), []));
        return [.. texts.Select(text => Field(text, old, margin, markdown)).Concat(dropped)];
    }

    public static string TitleOf(string? document) => document is null ? "" : ContentItem.Parse(document).DisplayText;

    /// <summary>The texts of two versions beside each other.</summary>
    public static IReadOnlyList<FieldComparison> Compare(ContentItem before, ContentItem after, IStringLocalizer words)
    {
        var (was, now) = (ItemTexts.Of(before).ToList(), ItemTexts.Of(after).ToList());
        string In(List<ItemText> texts, string key) => texts.Find(t => t.Key == key)?.Text ?? "";
        var keys = was.Concat(now).Select(t => t.Key).Distinct();
        return [new(words["Title"], before.DisplayText, after.DisplayText), .. keys.Select(key => new FieldComparison(words[ItemTexts.LabelOf(key)], In(was, key), In(now, key)))];
    }

    private static ReviewField Field(ItemText text, Dictionary<string, string>? old, IReadOnlyList<MarginRow> margin, MarkdownRenderer markdown)
    {
        var was = old?.GetValueOrDefault(text.Key, "");
        var (html, found) = (markdown.Render(text.Text), new List<MarginRow>());
        foreach (var comment in margin.Where(m => m.Field == text.Key))
        {
            if (Passage.Mark(html, "p-" + comment.Id, new(comment.Quote, comment.Prefix, comment.Suffix)) is { } marked)
            {
                html = marked;
                found.Add(comment);
            }
        }

        return new(text.Key, text.Label, html, was is null || was == text.Text ? null : WordDiff.Between(was, text.Text), found);
    }
}
