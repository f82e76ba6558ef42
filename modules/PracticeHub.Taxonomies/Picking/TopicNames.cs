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

/// <summary>Reads what people type into a topic picker: names or synonyms, parted by commas, a path where a name stands twice.</summary>
public sealed class TopicNames(HubDb db, TermNames terms, TermWriter writer, Ids ids)
{
    private const int MostTopics = 12;

    /// <param name="mayCreate">Whether unknown names become new topics; only for those who curate something.</param>
    public async Task<TopicChoice> ResolveAsync(string? names, bool mayCreate, CancellationToken ct)
    {
        if (names?.Length > TermNames.MostCharacters)
        {
            return TopicChoice.No("too-many-topics", "These are too many topics: choose up to twelve.");
        }

        var chosen = await terms.FindAsync(TopicsPart.TaxonomyId, names, ct);
        if (chosen.Count > MostTopics)
        {
            return TopicChoice.No("too-many-topics", "These are too many topics: choose up to twelve.");
        }

        var termIds = new List<string>();
        foreach (var named in chosen)
        {
            var (id, refusal) = await OneAsync(named, mayCreate, ct);
            if (refusal is not null)
            {
                return new([], refusal);
            }

            termIds.Add(id!);
        }

        return new([.. termIds.Distinct()], null);
    }

    /// <summary>The text that a picker shows for these topics, and that comes back as the same ones.</summary>
    public async Task<string> WriteAsync(IReadOnlyList<string> termIds, CancellationToken ct) =>
        termIds.Count == 0 ? "" : TermNames.Write(await terms.Written(db.Terms.Where(t => termIds.Contains(t.Id))).ToListAsync(ct), termIds);

    /// <inheritdoc cref="WriteAsync(IReadOnlyList{string}, CancellationToken)"/>
    public async Task<string> WriteAsync(IQueryable<Term> topics, CancellationToken ct) => TermNames.Write(await terms.Written(topics).ToListAsync(ct), []);

    private async Task<(string? Id, Refusal? Refusal)> OneAsync(NamedTerm named, bool mayCreate, CancellationToken ct)
    {
        var (name, matches) = named;
        return matches.Count switch
        {
            1 => (matches[0].TermId, null),
            > 1 => (null, new("ambiguous-topic", "There are several topics named “{0}”: write {1}.", name, TermText.Choices(matches)) { Words = typeof(Startup) }),
            _ when name.Length > TermWriter.MaxTitle => (null, new("long-topic", "A topic's name has at most 200 characters.") { Words = typeof(Startup) }),
            _ when !mayCreate => (null, new("unknown-topic", "There is no topic named “{0}”. Choose one that is there; curators can add it.", name) { Words = typeof(Startup) }),
            _ => ((await writer.EnsureAsync(ids.New(), name, null, ct)).Id, null),
        };
    }
}
