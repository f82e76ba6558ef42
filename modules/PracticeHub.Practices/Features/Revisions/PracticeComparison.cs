using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Practices.Features.Practices;

namespace PracticeHub.Practices.Features.Revisions;

/// <summary>Two versions of a practice, field by field.</summary>
public static class PracticeComparison
{
    public static IReadOnlyList<FieldComparison> Of(ContentItem before, ContentItem after, IStringLocalizer words) =>
        Of(before.DisplayText, before.Get<PracticePart>(), after.DisplayText, after.Get<PracticePart>(), words);

    public static IReadOnlyList<FieldComparison> Of(string titleBefore, PracticePart before, string titleAfter, PracticePart after, IStringLocalizer words) =>
        FieldComparison.Of(TextsOf(titleBefore, before, words), TextsOf(titleAfter, after, words));

    private static IEnumerable<(string Label, string Text)> TextsOf(string title, PracticePart part, IStringLocalizer words) =>
        [(words["Title"], title), (words["Summary"], part.Summary), .. PracticeSections.All.Select(section => (words[section.Heading].Value, section.Of(part)))];
}
