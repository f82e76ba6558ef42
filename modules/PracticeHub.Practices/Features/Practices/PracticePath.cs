using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Practices.Features.Practices;

/// <summary>A station on the way of a practice.</summary>
public sealed record PathStep(string What, string Detail = "", DateTimeOffset? At = null);

/// <summary>Where a practice comes from and where it went, in the order in which it happened.</summary>
internal static class PracticePath
{
    private const int MostNames = 2;

    /// <summary>The deeds that are stations; others are only in the log.</summary>
    private static readonly Dictionary<string, string> Stations = new(StringComparer.Ordinal)
    {
        ["review.submitted"] = "Submitted for review",
        ["review.decided"] = "Reviewed",
        ["practice.promoted"] = "Promoted",
        ["promotion.withdrawn"] = "Promotion withdrawn",
        ["practice.verified"] = "Verified",
    };

    public static IReadOnlyList<PathStep> Of(ItemView item, IStringLocalizer words) =>
        [.. Sources(item.Around["source"], words), Draft(item, words), .. Deeds(item.Around["deed"], words), .. Uses(item.Around["use"], words)];

    private static IEnumerable<PathStep> Sources(IEnumerable<AroundRow> rows, IStringLocalizer words) =>
        rows.GroupBy(KindOf).Select(kind => new PathStep(Count(kind.Key, kind.Count(), words), words["by {0}", Names(kind, words)]));

    private static PathStep Draft(ItemView item, IStringLocalizer words)
    {
        var first = item.Around["deed"].Where(d => d.Title is "content.saved" or "content.published").MinBy(d => d.Number);
        return new(words["Draft"], words["by {0}", first?.Name ?? item.Card.OwnerName], first?.AtUtc);
    }

    private static IEnumerable<PathStep> Deeds(IEnumerable<AroundRow> rows, IStringLocalizer words) =>
        from deed in rows
        where Stations.ContainsKey(deed.Title ?? "")
        orderby deed.Number
        group deed by deed.Title into station
        let last = station.Last()
        select new PathStep(Times(words[Stations[station.Key!]], station.Count()), words["by {0}", Names(station, words)], last.AtUtc);

    private static IEnumerable<PathStep> Uses(IEnumerable<AroundRow> rows, IStringLocalizer words) =>
        rows.GroupBy(KindOf).Select(kind => new PathStep(words["Used in {0}", Count(kind.Key, kind.Count(), words)], words["by {0}", Names(kind, words)]));

    private static string KindOf(AroundRow row) => row.Href?.Split('/')[0] ?? "";

    private static string Times(string text, int count) => count == 1 ? text : $"{count} × {text}";

    private static string Count(string kind, int count, IStringLocalizer words) => (kind, count) switch
    {
        ("logs", 1) => words["1 work log"],
        ("logs", _) => words["{0} work logs", count],
        ("resources", 1) => words["1 resource"],
        ("resources", _) => words["{0} resources", count],
        ("practices", 1) => words["1 practice"],
        ("practices", _) => words["{0} practices", count],
        (_, 1) => words["1 item"],
        _ => words["{0} items", count],
    };

    private static string Names(IEnumerable<AroundRow> rows, IStringLocalizer words)
    {
        var names = rows.Select(r => r.Name).Where(n => !string.IsNullOrEmpty(n)).Distinct().ToList();
        var rest = names.Count - MostNames;
        var shown = string.Join(", ", names.Take(MostNames));
        return rest <= 0 ? shown : words["{0} and {1} more", shown, rest];
    }
}
