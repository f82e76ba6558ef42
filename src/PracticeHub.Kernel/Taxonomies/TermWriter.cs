using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Taxonomies;

/// <summary>Writes terms and the names under which they are found. The caller saves.</summary>
public sealed class TermWriter(HubDb db)
{
    public const int MaxTitle = TermName.MaxLength;

    /// <summary>Adds a term or changes the one with this id.</summary>
    public async Task<Term> PutAsync(string taxonomyId, Term? parent, ContentItem document, int position, CancellationToken ct)
    {
        await ReadAsync([document.Id], ct);
        var term = Put(taxonomyId, document, position);
        term.PutBelow(parent);
        return term;
    }

    /// <summary>Reads what there is of these terms, for <see cref="PutRead"/>.</summary>
    public async Task ReadAsync(IReadOnlyCollection<string> ids, CancellationToken ct)
    {
        await db.Terms.Where(t => ids.Contains(t.Id)).LoadAsync(ct);
        await db.Set<TermName>().Where(n => ids.Contains(n.TermId)).LoadAsync(ct);
    }

    /// <summary>Adds a term or changes the one with this id; what there is of it has been read.</summary>
    /// <exception cref="InvalidOperationException">The term stands in another taxonomy.</exception>
    public void PutRead(string taxonomyId, IReadOnlyList<string> above, ContentItem document, int position) => Put(taxonomyId, document, position).PutAt(above);

    private Term Put(string taxonomyId, ContentItem document, int position)
    {
        var term = db.Terms.Local.FindEntry(document.Id)?.Entity;
        if (term is null)
        {
            term = new Term { Id = document.Id, TaxonomyId = taxonomyId, Title = "", Lineage = "", Document = "" };
            db.Terms.Add(term);
        }
        else if (term.TaxonomyId != taxonomyId)
        {
            throw new InvalidOperationException($"The term {term.Id} exists already, in the taxonomy {term.TaxonomyId}.");
        }

        term.Position = position;
        Describe(term, document);
        return term;
    }

    /// <summary>The topic with this id; a new one, below the parent, when there is none.</summary>
    public async Task<Term> EnsureAsync(string id, string title, Term? parent, CancellationToken ct)
    {
        if (await db.Terms.FindAsync([id], ct) is { } existing)
        {
            return existing;
        }

        var document = ContentItem.New(id, "Topic");
        document.DisplayText = title;
        document.Put(new TitlePart(title));
        document.Put(new TopicPart());
        return await PutAsync(TopicsPart.TaxonomyId, parent, document, 0, ct);
    }

    /// <summary>Takes title, description and synonyms from the term's document.</summary>
    public async Task DescribeAsync(Term term, ContentItem document, CancellationToken ct)
    {
        await db.Set<TermName>().Where(n => n.TermId == term.Id).LoadAsync(ct);
        Describe(term, document);
    }

    private void Describe(Term term, ContentItem document)
    {
        var title = document.DisplayText.Length > 0 ? document.DisplayText : document.Get<TitlePart>().Title;
        (term.Title, term.Document, term.Slug) = (title, document.ToJson(), SlugOf(title, document));
        // Those that wait to be saved too: a term may be added and described in one save.
        db.RemoveRange(db.Set<TermName>().Local.GetEntries(nameof(TermName.TermId), term.Id).Select(n => n.Entity).ToList());
        var titleKey = TermName.KeyOf(title);
        var keys = (document.Get<TopicPart>().Synonyms ?? []).Select(TermName.KeyOf).Append(titleKey).Where(key => key.Length > 0).Distinct();
        db.AddRange(keys.Select(key => new TermName { TermId = term.Id, TaxonomyId = term.TaxonomyId, Key = key, IsTitle = key == titleKey }));
    }

    private static string SlugOf(string title, ContentItem document)
    {
        var path = ((document.Document[AutoroutePart.Name] as JsonObject)?["Path"]?.ToString() ?? "").Trim('/');
        var slug = path.Length > 0 ? path : Slug.From(title);
        return (slug.Length <= MaxTitle ? slug : slug[..MaxTitle]).Replace("\0", "", StringComparison.Ordinal);
    }
}
