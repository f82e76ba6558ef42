using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Practices.Features.PracticeImport;

/// <summary>Finds the topics that folders are named after, and adds those that are not there.</summary>
internal sealed class ImportTopics(HubDb db, TermWriter writer)
{
    /// <returns>The id of the term of each folder.</returns>
    public async Task<IReadOnlyDictionary<string, string>> ForAsync(IEnumerable<string> folders, CancellationToken ct)
    {
        var keys = folders.Distinct(StringComparer.Ordinal).ToDictionary(folder => folder, folder => TermName.KeyOf(TitleOf(folder)), StringComparer.Ordinal);
        var wanted = keys.Values.ToList();
        var known = await db.Set<TermName>().Where(n => n.TaxonomyId == TopicsPart.TaxonomyId && wanted.Contains(n.Key))
            .OrderByDescending(n => n.IsTitle).ThenBy(n => n.TermId).ToListAsync(ct);
        var terms = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (folder, key) in keys)
        {
            terms[folder] = known.Find(n => n.Key == key)?.TermId ?? (await writer.EnsureAsync(StableId.From($"topic:{key}"), TitleOf(folder), null, ct)).Id;
        }

        return terms;
    }

    private static string TitleOf(string folder)
    {
        var words = folder.Replace('-', ' ').Replace('_', ' ').Trim();
        return words.Length == 0 ? folder : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
