using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Practices.Features.PracticeImport;

/// <summary>Finds the topics that folders are named after, and adds those that are not there.</summary>
internal sealed class ImportTopics(HubDb db)
{
    private const string TopicType = "Topic";

    /// <returns>The id of the term of each folder.</returns>
    public async Task<IReadOnlyDictionary<string, string>> ForAsync(IEnumerable<string> folders, CancellationToken ct)
    {
        var titles = folders.Distinct(StringComparer.Ordinal).ToDictionary(f => f, TitleOf);
        var wanted = titles.Values.Concat(titles.Keys).ToList();
        var terms = await db.Terms.OfTaxonomy(TopicsPart.TaxonomyId).Where(t => wanted.Contains(t.Title)).ToListAsync(ct);
        var position = await db.Terms.OfTaxonomy(TopicsPart.TaxonomyId).Where(t => t.ParentId == null).CountAsync(ct);
        foreach (var title in titles.Values.Where(title => !terms.Exists(t => Same(t.Title, title))))
        {
            terms.Add(Add(title, position++));
        }

        return titles.ToDictionary(t => t.Key, t => terms.First(term => Same(term.Title, t.Value)).Id, StringComparer.Ordinal);
    }

    private Term Add(string title, int position)
    {
        var item = ContentItem.New(StableId.From($"topic:{title}"), TopicType);
        item.DisplayText = title;
        item.Put(new TitlePart(title));
        var term = new Term { Id = item.Id, TaxonomyId = TopicsPart.TaxonomyId, Title = title, Lineage = "", Position = position, Document = item.ToJson() };
        term.PutBelow(null);
        db.Terms.Add(term);
        return term;
    }

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static string TitleOf(string folder)
    {
        var words = folder.Replace('-', ' ').Replace('_', ' ').Trim();
        return words.Length == 0 ? folder : char.ToUpperInvariant(words[0]) + words[1..];
    }
}
