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
    internal const string Part = "TaxonomyPart";
    internal const string Terms = "Terms";

    /// <summary>Writes the terms of a taxonomy: known ids are changed and moved, new ones added, others left alone.</summary>
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> WriteAsync(ContentItem taxonomy, RecipeRun run, CancellationToken ct)
    {
        var (seen, hasChanged) = (new HashSet<string>(), false);
        foreach (var batch in run.Tree.Chunk(BatchSize))
        {
            ct.ThrowIfCancellationRequested();
            await writer.ReadAsync([.. batch.Select(term => term.Id)], ct);
            foreach (var branch in batch)
            {
                var (id, document, above, position) = branch;
                run.Place = branch.Place ?? run.Place;
                if (above.Count >= Term.MostDeep)
                {
                    throw new RecipeException($"The term {id} stands deeper than {Term.MostDeep} levels.");
                }

                if (!seen.Add(id))
                {
                    throw new RecipeException($"The term {id} stands twice in the tree.");
                }

                writer.PutRead(taxonomy.Id, above, new(document), position);
            }

            hasChanged |= db.ChangeTracker.Entries<Term>().Any(entry => entry.State is EntityState.Added or EntityState.Modified);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            run.Tell();
        }

        return hasChanged;
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
