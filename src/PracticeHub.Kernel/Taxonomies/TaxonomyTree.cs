using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Taxonomies;

/// <summary>Takes Orchard Core's nested taxonomy document apart into rows, and puts it together again.</summary>
public sealed class TaxonomyTree(HubDb db, TermWriter writer)
{
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
    public async Task WriteAsync(ContentItem taxonomy, JsonArray terms, CancellationToken ct)
    {
        if (terms.Count > 0)
        {
            await WriteBelowAsync(taxonomy.Id, null, terms, [], ct);
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

    private async Task WriteBelowAsync(string taxonomyId, Term? parent, JsonArray terms, HashSet<string> seen, CancellationToken ct)
    {
        var position = 0;
        foreach (var document in terms.OfType<JsonObject>())
        {
            var item = new ContentItem(document.DeepClone().AsObject());
            if (!seen.Add(item.Id))
            {
                throw new Recipes.RecipeException($"The term {item.Id} stands twice in the tree.");
            }

            var below = item.Document[Terms] as JsonArray;
            item.Document.Remove(Terms);
            var term = await writer.PutAsync(taxonomyId, parent, item, position++, ct);
            await WriteBelowAsync(taxonomyId, term, below ?? [], seen, ct);
        }
    }
}
