using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Kernel.Taxonomies;

/// <summary>Takes Orchard Core's nested taxonomy document apart into rows, and puts it together again.</summary>
public sealed class TaxonomyTree(HubDb db, TermWriter writer)
{
    /// <summary>How many terms are written at once; keeps memory and time flat in a big tree.</summary>
    private const int BatchSize = 200;
    private const int MostPending = 1 << 16;
    private static readonly JsonDocumentOptions Deep = new() { MaxDepth = 256 };
    internal const string Part = "TaxonomyPart";
    internal const string Terms = "Terms";

    /// <summary>Writes the terms of a taxonomy: known ids are changed and moved, new ones added, others left alone.</summary>
    /// <returns>Whether anything changed.</returns>
    public async Task<bool> WriteAsync(ContentItem taxonomy, RecipeRun run, CancellationToken ct)
    {
        var (place, seen, hasChanged) = (run.Place, new HashSet<string>(), false);
        var (moved, renamed) = (new List<string>(), new List<string>());
        foreach (var batch in run.Tree.Chunk(BatchSize))
        {
            ct.ThrowIfCancellationRequested();
            if (seen.Count == 0)
            {
                // Two who move terms at once could together make a circle.
                await db.HoldItemAsync(taxonomy.Id, ct);
            }

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

            var changed = db.ChangeTracker.Entries<Term>().Where(entry => entry.State is EntityState.Added or EntityState.Modified).ToList();
            hasChanged |= changed.Count > 0;
            moved.AddRange(changed.Where(IsOther(nameof(Term.ParentId))).Select(entry => entry.Entity.Id));
            renamed.AddRange(changed.Where(IsOther(nameof(Term.Title))).Select(entry => entry.Entity.Id));
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
            run.Tell();
        }

        run.Place = place;
        await TermTraces.MovedAsync(db, taxonomy.Id, moved, ct);
        await TermTraces.RenamedAsync(db, renamed, ct);
        return hasChanged;

        static Func<EntityEntry<Term>, bool> IsOther(string property) => entry => entry.State is EntityState.Modified && entry.Property(property).IsModified;
    }

    /// <summary>Reads all terms of a taxonomy, for <see cref="Write"/>.</summary>
    public async Task<ILookup<string?, WrittenBranch>> ReadAsync(string taxonomyId, CancellationToken ct)
    {
        var terms = await db.Terms.OfTaxonomy(taxonomyId).OrderBy(t => t.Position).Select(t => new { t.ParentId, Term = new WrittenBranch(t.Id, t.Document) }).ToListAsync(ct);
        return terms.ToLookup(t => t.ParentId, t => t.Term);
    }

    /// <summary>Writes Orchard Core's document of the taxonomy, the whole tree in it, which is never put together in memory.</summary>
    public static void Write(Utf8JsonWriter json, JsonObject taxonomy, ILookup<string?, WrittenBranch> terms) => Write(json, taxonomy, Part, part =>
        Write(json, part as JsonObject ?? [], Terms, _ => Write(json, terms, null)));

    private static void Write(Utf8JsonWriter json, JsonObject map, string last, Action<JsonNode?> writeLast)
    {
        json.WriteStartObject();
        foreach (var (name, value) in map.Where(p => p.Key != last))
        {
            json.WritePropertyName(name);
            if (value is null)
            {
                json.WriteNullValue();
            }
            else
            {
                value.WriteTo(json);
            }
        }

        json.WritePropertyName(last);
        writeLast(map[last]);
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ILookup<string?, WrittenBranch> terms, string? parent)
    {
        json.WriteStartArray();
        foreach (var term in terms[parent])
        {
            json.WriteStartObject();
            using (var document = JsonDocument.Parse(term.Document, Deep))
            {
                foreach (var property in document.RootElement.EnumerateObject())
                {
                    property.WriteTo(json);
                }
            }

            if (terms.Contains(term.Id))
            {
                json.WritePropertyName(Terms);
                Write(json, terms, term.Id);
            }

            json.WriteEndObject();
            if (json.BytesPending > MostPending)
            {
                json.Flush();
            }
        }

        json.WriteEndArray();
    }
}

/// <summary>A term on its way out.</summary>
public sealed record WrittenBranch(string Id, string Document);
