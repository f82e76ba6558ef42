using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Taxonomies;

/// <summary>What a text of topic names comes to.</summary>
/// <param name="Refusal">Why the names cannot be taken; the ids are then empty.</param>
public sealed record TopicChoice(IReadOnlyList<string> TermIds, Refusal? Refusal)
{
    public static TopicChoice No(string code, string message) => new([], new(code, message) { Words = typeof(Startup) });
}

/// <summary>A topic as <see cref="TopicNames"/> writes it.</summary>
public sealed class WrittenTopic
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string? Parent { get; init; }
    /// <summary>Whether another topic has the same name.</summary>
    public required bool HasNamesake { get; init; }
}

/// <summary>Reads what people type into a topic picker: names or synonyms, parted by commas, a path where a name stands twice.</summary>
public sealed class TopicNames(HubDb db, TermWriter writer, Ids ids)
{
    private const int MostTopics = 12;
    private const int MostCharacters = 1000;

    /// <param name="mayCreate">Whether unknown names become new topics; only for those who curate something.</param>
    public async Task<TopicChoice> ResolveAsync(string? names, bool mayCreate, CancellationToken ct)
    {
        if (names?.Length > MostCharacters)
        {
            return TopicChoice.No("too-many-topics", "These are too many topics: choose up to twelve.");
        }

        var pieces = TopicText.Split(names);
        if (pieces.Count == 0)
        {
            return new([], null);
        }

        var found = await FindAsync(TopicText.KeysOf(pieces), ct);
        var chosen = TopicText.Join(pieces, found.Contains);
        if (chosen.Count > MostTopics)
        {
            return TopicChoice.No("too-many-topics", "These are too many topics: choose up to twelve.");
        }

        var terms = new List<string>();
        foreach (var name in chosen)
        {
            var (id, refusal) = await OneAsync(name, found, mayCreate, ct);
            if (refusal is not null)
            {
                return new([], refusal);
            }

            terms.Add(id!);
        }

        return new([.. terms.Distinct()], null);
    }

    /// <summary>The text that a picker shows for these topics, and that comes back as the same ones.</summary>
    public async Task<string> WriteAsync(IReadOnlyList<string> termIds, CancellationToken ct) =>
        termIds.Count == 0 ? "" : Write(await Written(db.Terms.Where(t => termIds.Contains(t.Id))).ToListAsync(ct), termIds);

    /// <inheritdoc cref="WriteAsync(IReadOnlyList{string}, CancellationToken)"/>
    public async Task<string> WriteAsync(IQueryable<Term> terms, CancellationToken ct) => Write(await Written(terms).ToListAsync(ct), []);

    /// <summary>What has to be known of topics to write them, for a query that asks for more than that.</summary>
    public IQueryable<WrittenTopic> Written(IQueryable<Term> terms)
    {
        var names = db.Set<TermName>();
        return from term in terms
               join parent in db.Terms on term.ParentId equals parent.Id into parents
               from parent in parents.DefaultIfEmpty()
               select new WrittenTopic
               {
                   Id = term.Id,
                   Title = term.Title,
                   Parent = parent == null ? null : parent.Title,
                   HasNamesake = names.Any(own => own.TermId == term.Id && own.IsTitle
                       && names.Any(other => other.TaxonomyId == own.TaxonomyId && other.Key == own.Key && other.IsTitle && other.TermId != own.TermId)),
               };
    }

    /// <summary>The topics in this order; one whose name stands twice with the name of what it stands below.</summary>
    public static string Write(IEnumerable<WrittenTopic> topics, IReadOnlyList<string> order) => string.Join(", ", topics
        .OrderBy(t => order.IndexOf(t.Id)).ThenBy(t => t.Title, StringComparer.Ordinal).Select(t => t is { HasNamesake: true, Parent: { } above } ? $"{above} › {t.Title}" : t.Title));

    private async Task<(string? Id, Refusal? Refusal)> OneAsync(string name, ILookup<string, Match> found, bool mayCreate, CancellationToken ct)
    {
        var matches = TopicText.Narrow(name, found);
        return matches.Count switch
        {
            1 => (matches[0].TermId, null),
            > 1 => (null, new("ambiguous-topic", "There are several topics named “{0}”: write {1}.", name, TopicText.Choices(matches)) { Words = typeof(Startup) }),
            _ when name.Length > TermWriter.MaxTitle => (null, new("long-topic", "A topic's name has at most 200 characters.") { Words = typeof(Startup) }),
            _ when !mayCreate => (null, new("unknown-topic", "There is no topic named “{0}”. Choose one that is there; curators can add it.", name) { Words = typeof(Startup) }),
            _ => ((await writer.EnsureAsync(ids.New(), name, null, ct)).Id, null),
        };
    }

    private async Task<ILookup<string, Match>> FindAsync(IReadOnlyList<string> keys, CancellationToken ct)
    {
        var rows = await (
            from name in db.Set<TermName>()
            where name.TaxonomyId == TopicsPart.TaxonomyId && keys.Contains(name.Key)
            join term in db.Terms on name.TermId equals term.Id
            join parent in db.Terms on term.ParentId equals parent.Id into parents
            from parent in parents.DefaultIfEmpty()
            select new Match(name.Key, term.Id, term.Title, parent == null ? null : parent.Title, name.IsTitle)).ToListAsync(ct);
        return rows.ToLookup(row => row.Key);
    }

    /// <summary>A topic that has the name.</summary>
    internal sealed record Match(string Key, string TermId, string Title, string? Parent, bool IsTitle)
    {
        public string Path => Parent is null ? Title : $"{Parent} › {Title}";
    }
}

file static class Lists
{
    public static int IndexOf(this IReadOnlyList<string> list, string value)
    {
        for (var i = 0; i < list.Count; i++)
        {
            if (list[i] == value)
            {
                return i;
            }
        }

        return -1;
    }
}
