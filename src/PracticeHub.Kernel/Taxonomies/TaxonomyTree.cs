using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Kernel.Taxonomies;

/// <summary>Takes Orchard Core's nested taxonomy document apart into rows, and puts it together again.</summary>
public sealed class TaxonomyTree(HubDb db, TermWriter writer)
{
    /// <summary>How many terms are written at once; keeps memory and time flat in a big tree.</summary>
    private const int BatchSize = 200;
    private const string Part = "TaxonomyPart";
    private const string Terms = "Terms";

    /// <summary>Removes the terms from the taxonomy's document and returns them; empty for every other type.</summary>
    public JsonArray TakeTerms(ContentItem item)
    {
        if (item.Document[Part] is not JsonObject part || part[Terms] is not JsonArray terms)
        {
            return [];
        }

        part.Remove(Terms);
        return terms;
    }

    /// <summary>Writes the terms of a taxonomy: known ids are changed and moved, new ones added, others left alone.</summary>
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> WriteAsync(ContentItem taxonomy, JsonArray terms, CancellationToken ct)
    {
        if (terms.Count == 0)
        {
            return false;
        }

        var writing = new Writing(taxonomy.Id);
        await WriteBelowAsync(writing, null, terms, ct);
        return await SaveAsync(writing, ct);
    }

    /// <summary>One tree on its way into the tables.</summary>
    private sealed class Writing(string taxonomyId)
    {
        public string TaxonomyId => taxonomyId;
        public HashSet<string> Seen { get; } = [];
        public bool HasChanged { get; set; }
    }

    private async Task<bool> SaveAsync(Writing writing, CancellationToken ct)
    {
        writing.HasChanged |= db.ChangeTracker.Entries<Term>().Any(entry => entry.State is EntityState.Added or EntityState.Modified);
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return writing.HasChanged;
    }

    /// <summary>Orchard Core's document of the taxonomy, the whole tree in it.</summary>
    public async Task<JsonObject> ComposeAsync(ContentItem taxonomy, CancellationToken ct)
    {
        var rows = await db.Terms.OfTaxonomy(taxonomy.Id).OrderBy(t => t.Position).AsNoTracking().ToListAsync(ct);
        var children = rows.ToLookup(t => t.ParentId);
        var document = taxonomy.Document.DeepClone().AsObject();
        var part = document[Part] as JsonObject ?? [];
        document[Part] = part;
        part[Terms] = Compose(children, null);
        return document;
    }

    private static JsonArray Compose(ILookup<string?, Term> children, string? parent) => new([.. children[parent].Select(term =>
    {
        var document = JsonNode.Parse(term.Document)!.AsObject();
        if (children.Contains(term.Id))
        {
            document[Terms] = Compose(children, term.Id);
        }

        return document;
    })]);

    private async Task WriteBelowAsync(Writing writing, Term? parent, JsonArray terms, CancellationToken ct)
    {
        var position = 0;
        foreach (var document in terms.OfType<JsonObject>())
        {
            var item = new ContentItem(document.DeepClone().AsObject());
            if (!writing.Seen.Add(document.Id("ContentItemId")))
            {
                throw new RecipeException($"The term {item.Id} stands twice in the tree.");
            }

            if (parent?.Depth >= Term.MostDeep)
            {
                throw new RecipeException($"The term {item.Id} stands deeper than {Term.MostDeep} levels.");
            }

            var below = item.Document[Terms] as JsonArray;
            item.Document.Remove(Terms);
            var term = await writer.PutAsync(writing.TaxonomyId, parent, item, position++, ct);
            if (writing.Seen.Count % BatchSize == 0)
            {
                await SaveAsync(writing, ct);
            }

            await WriteBelowAsync(writing, term, below ?? [], ct);
        }
    }
}
