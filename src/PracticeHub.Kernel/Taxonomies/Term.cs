using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;

namespace PracticeHub.Kernel.Taxonomies;

/// <summary>
/// A topic in a tree. Orchard Core keeps a whole tree in one document; here each term is a row, and the document is put
/// together when it is exchanged, so that a hundred thousand terms stay quick.
/// </summary>
public sealed class Term
{
    /// <summary>How many levels a tree may have; lineages are that long.</summary>
    public const int MostDeep = 32;

    public required string Id { get; init; }
    public required string TaxonomyId { get; init; }
    public string? ParentId { get; private set; }
    public required string Title
    {
        get;
        set => (field, Words) = (value, SearchText.Index(value));
    }

    /// <summary>The title as search holds it.</summary>
    public string Words { get; private set; } = "";
    /// <summary>The ids from the root down to this term, each followed by a slash; what lies below a term begins with its lineage.</summary>
    public required string Lineage { get; set; }
    /// <summary>Its piece of the addresses below its taxonomy's.</summary>
    public string Slug { get; set; } = "";
    /// <summary>Its place among its siblings.</summary>
    public int Position { get; set; }
    /// <summary>The term's content item without the terms below it.</summary>
    public required string Document { get; set; }

    public int Depth => Lineage.Count(c => c == '/');

    public IEnumerable<string> AncestorsAndSelf => Lineage.Split('/', StringSplitOptions.RemoveEmptyEntries);

    public void PutBelow(Term? parent) => (ParentId, Lineage) = (parent?.Id, parent?.Lineage + Id + "/");

    /// <param name="above">The ids of its ancestors, from the root down.</param>
    public void PutAt(IReadOnlyList<string> above) => (ParentId, Lineage) = (above.Count > 0 ? above[^1] : null, string.Concat(above.Append(Id).Select(id => id + "/")));
}

internal sealed class TermConfiguration : IEntityTypeConfiguration<Term>
{
    public void Configure(EntityTypeBuilder<Term> builder)
    {
        builder.ToTable("hub_term");
        builder.HasIndex(t => new { t.TaxonomyId, t.ParentId, t.Position });
        builder.HasIndex(t => t.Lineage);
        builder.HasIndex(t => new { t.TaxonomyId, t.Title });
        builder.HasIndex(t => new { t.TaxonomyId, t.Slug });
        builder.Property(t => t.Slug).HasMaxLength(TermWriter.MaxTitle);
        builder.Property(t => t.Title).HasMaxLength(500);
        builder.Property(t => t.Lineage).HasMaxLength(900);
    }
}

public static class TermQueries
{
    /// <summary>How many terms with pieces of one address are looked at.</summary>
    private const int MostAlike = 1000;

    extension(HubDb db)
    {
        public DbSet<Term> Terms => db.Set<Term>();
    }

    extension(IQueryable<Term> terms)
    {
        public IQueryable<Term> OfTaxonomy(string taxonomyId) => terms.Where(t => t.TaxonomyId == taxonomyId);

        /// <summary>The id of the term at this address below its taxonomy's: the pieces of its ancestors and its own.</summary>
        public async Task<string?> AtAsync(string path, CancellationToken ct)
        {
            var pieces = path.Split('/').Append(path).ToList();
            var found = await terms.Where(t => pieces.Contains(t.Slug)).OrderBy(t => t.Lineage).Take(MostAlike).Select(t => new { t.Id, t.Slug, t.Lineage }).ToListAsync(ct);
            var slugs = found.ToDictionary(t => t.Id, t => t.Slug);
            return found.Find(t => string.Join('/', t.Lineage.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(slugs.GetValueOrDefault)) == path)?.Id;
        }

        /// <summary>The term and everything below it.</summary>
        public IQueryable<Term> Under(Term term)
        {
            // A range instead of a LIKE, so that both databases use the index; '~' sorts after every character of an id.
            var (first, last) = (term.Lineage, term.Lineage + "~");
            return terms.Where(t => string.Compare(t.Lineage, first) >= 0 && string.Compare(t.Lineage, last) < 0);
        }
    }
}
