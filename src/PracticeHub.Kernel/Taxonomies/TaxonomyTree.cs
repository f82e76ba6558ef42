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
        var (seen, hasChanged, line) = (new HashSet<string>(), false, new Term[Term.MostDeep]);
        foreach (var batch in Preorder(terms, 0).Chunk(BatchSize))
        {
            await writer.ReadAsync([.. batch.Select(t => t.Item.Id)], ct);
            foreach (var (item, depth, position) in batch)
            {
                if (!seen.Add(item.Id))
                {
                    throw new RecipeException($"The term {item.Id} stands twice in the tree.");
                }

                line[depth] = writer.PutRead(taxonomy.Id, depth == 0 ? null : line[depth - 1], item, position);
            }

            hasChanged |= db.ChangeTracker.Entries<Term>().Any(entry => entry.State is EntityState.Added or EntityState.Modified);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }

        return hasChanged;
    }

    /// <summary>Each term without those below it, before those below it.</summary>
    private static IEnumerable<(ContentItem Item, int Depth, int Position)> Preorder(JsonArray terms, int depth)
    {
        foreach (var (position, document) in terms.OfType<JsonObject>().Index())
        {
            var id = document.Id("ContentItemId");
            if (depth == Term.MostDeep)
            {
                throw new RecipeException($"The term {id} stands deeper than {Term.MostDeep} levels.");
            }

            yield return (new(new(document.Where(p => p.Key != Terms).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())))), depth, position);
            foreach (var below in Preorder(document[Terms] as JsonArray ?? [], depth + 1))
            {
                yield return below;
            }
        }
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
}
