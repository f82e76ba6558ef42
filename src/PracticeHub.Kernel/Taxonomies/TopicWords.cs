using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Taxonomies;

/// <summary>Topics as people type them: their names with commas between.</summary>
public static class TopicWords
{
    public static IReadOnlyList<string> Split(string? typed) =>
        [.. (typed ?? "").Split([',', ';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct(StringComparer.OrdinalIgnoreCase).Take(20)];

    extension(HubDb db)
    {
        /// <summary>The terms with these names, in any letter case, and the names that no term has.</summary>
        public async Task<(IReadOnlyList<string> Ids, IReadOnlyList<string> Unknown)> FindTopicsAsync(IReadOnlyList<string> names, CancellationToken ct)
        {
            if (names.Count == 0)
            {
                return ([], []);
            }

            // As typed, and as titles are usually written: both found by index.
            var spellings = names.SelectMany(n => new[] { n, char.ToUpperInvariant(n[0]) + n[1..], char.ToUpperInvariant(n[0]) + n[1..].ToLowerInvariant() }).Distinct().ToList();
            var found = await db.Terms.OfTaxonomy(TopicsPart.TaxonomyId).Where(t => spellings.Contains(t.Title)).Select(t => new { t.Id, t.Title }).ToListAsync(ct);
            var byTitle = found.ToLookup(t => t.Title, StringComparer.OrdinalIgnoreCase);
            return ([.. names.SelectMany(n => byTitle[n].Take(1)).Select(t => t.Id)], [.. names.Where(n => !byTitle.Contains(n))]);
        }
    }
}
