using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Text;
using PracticeHub.Practices.Features.Practices;

namespace PracticeHub.Practices.Features.Revisions;

/// <summary>One field in two versions.</summary>
/// <param name="Label">English; the localizer's key.</param>
public sealed record FieldComparison(string Label, string Before, string After)
{
    public bool IsSame => Before == After;
    public IReadOnlyList<DiffRun> Runs { get; } = WordDiff.Between(Before, After);
}

/// <summary>Two versions of a practice, field by field.</summary>
public static class PracticeComparison
{
    public static IReadOnlyList<FieldComparison> Of(ContentItem before, ContentItem after) => Of(TextsOf(before), TextsOf(after));

    /// <summary>The fields that are filled in on either side.</summary>
    public static IReadOnlyList<FieldComparison> Of(IReadOnlyList<(string Label, string Text)> before, IReadOnlyList<(string Label, string Text)> after) =>
        [.. before.Zip(after, (b, a) => new FieldComparison(b.Label, b.Text, a.Text)).Where(f => f.Before.Length + f.After.Length > 0)];

    public static IReadOnlyList<(string Label, string Text)> TextsOf(ContentItem item) => TextsOf(item.DisplayText, item.Get<PracticePart>());

    public static IReadOnlyList<(string Label, string Text)> TextsOf(string title, PracticePart part) =>
        [("Title", title), ("Summary", part.Summary), .. PracticeSections.All.Select(section => (section.Heading, section.Of(part)))];
}
