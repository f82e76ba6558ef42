using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Taxonomies;

/// <summary>A name that somebody typed, and the terms that it can mean: one, if all is well.</summary>
public sealed record NamedTerm(string Name, IReadOnlyList<TermMatch> Matches);

/// <summary>A term that has the name.</summary>
public sealed record TermMatch(string Key, string TermId, string Title, string? Parent, bool IsTitle)
{
    public string Path => Parent is null ? Title : $"{Parent} › {Title}";
}

/// <summary>A term as <see cref="TermNames.Write"/> writes it.</summary>
public sealed class WrittenTerm
{
    public required string Id { get; init; }
    public required string Title { get; init; }
    public required string? Parent { get; init; }
    /// <summary>Whether another term of its taxonomy has the same name.</summary>
    public required bool HasNamesake { get; init; }
}

/// <summary>What people type into a picker of terms and what stands there: names or synonyms, parted by commas, a path where a name stands twice.</summary>
public sealed class TermNames(HubDb db)
{
    public const int MostCharacters = 1000;

    /// <summary>The names in a text of at most <see cref="MostCharacters"/>, each with what it can mean in the taxonomy.</summary>
    public async Task<IReadOnlyList<NamedTerm>> FindAsync(string taxonomyId, string? names, CancellationToken ct)
    {
        var pieces = TermText.Split(names);
        if (pieces.Count == 0)
        {
            return [];
        }

        var keys = TermText.KeysOf(pieces);
        var rows = await (
            from name in db.Set<TermName>()
            where name.TaxonomyId == taxonomyId && keys.Contains(name.Key)
            join term in db.Terms on name.TermId equals term.Id
            join parent in db.Terms on term.ParentId equals parent.Id into parents
            from parent in parents.DefaultIfEmpty()
            select new TermMatch(name.Key, term.Id, term.Title, parent == null ? null : parent.Title, name.IsTitle)).ToListAsync(ct);
        var found = rows.ToLookup(row => row.Key);
        return [.. TermText.Join(pieces, found.Contains).Select(name => new NamedTerm(name, TermText.Narrow(name, found)))];
    }

    /// <summary>What has to be known of terms to write them, for a query that asks for more than that.</summary>
    public IQueryable<WrittenTerm> Written(IQueryable<Term> terms)
    {
        var names = db.Set<TermName>();
        return from term in terms
               join parent in db.Terms on term.ParentId equals parent.Id into parents
               from parent in parents.DefaultIfEmpty()
               select new WrittenTerm
               {
                   Id = term.Id,
                   Title = term.Title,
                   Parent = parent == null ? null : parent.Title,
                   HasNamesake = names.Any(own => own.TermId == term.Id && own.IsTitle
                       && names.Any(other => other.TaxonomyId == own.TaxonomyId && other.Key == own.Key && other.IsTitle && other.TermId != own.TermId)),
               };
    }

    /// <summary>The terms in this order; one whose name stands twice with the name of what it stands below.</summary>
    public static string Write(IEnumerable<WrittenTerm> terms, IReadOnlyList<string> order) => string.Join(", ", terms
        .OrderBy(t => order.IndexOf(t.Id)).ThenBy(t => t.Title, StringComparer.Ordinal).Select(Write));

    public static string Write(WrittenTerm term) => term is { HasNamesake: true, Parent: { } above } ? $"{above} › {term.Title}" : term.Title;
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
