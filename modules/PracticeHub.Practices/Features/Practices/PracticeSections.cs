using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Practices.Features.Practices;

/// <summary>A section of a practice and its heading in English.</summary>
public sealed record PracticeSection(string Key, string Heading, Func<PracticePart, string> Of)
{
    /// <summary>As it stands in the stored HTML; pages put the reader's language in its place.</summary>
    public string Html(string heading) => $"<h2 id=\"practice-{Key}\">{heading}</h2>";
}

/// <summary>The sections in the order in which they are read.</summary>
public static class PracticeSections
{
    public static IReadOnlyList<PracticeSection> All { get; } =
    [
        new("when", "When", p => p.When),
        new("when-not", "When not", p => p.WhenNot),
        new("what", "What we do", p => p.What),
        new("why", "Why we believe it", p => p.Why),
        new("evidence", "Evidence", p => p.Evidence),
    ];

    /// <summary>The sections that are filled in.</summary>
    public static IEnumerable<(PracticeSection Section, string Markdown)> FilledIn(PracticePart part) =>
        All.Select(section => (section, section.Of(part))).Where(s => !string.IsNullOrWhiteSpace(s.Item2));

    /// <summary>The stored HTML with the headings in the reader's language.</summary>
    public static SanitizedHtml Show(SanitizedHtml html, IStringLocalizer words) =>
        All.Aggregate(html, (shown, section) => shown.Retitle(section.Html("{}"), section.Heading, words[section.Heading]));
}
