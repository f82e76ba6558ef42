using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Kernel.Recipes.Exports;

/// <summary>
/// Content items as they stand: what readers see, and the newest draft where there is one. Taxonomies and lists come first, so
/// that whoever reads the recipe in order finds what the others point to.
/// </summary>
internal sealed class ContentExport(HubDb db, CurrentHub hub, TaxonomyTree taxonomies) : IExport
{
    private const int BatchSize = 200;
    private static readonly string[] Containers = ["TaxonomyPart", "ListPart"];

    public string Name => "content";

    public string Label => "Content";

    public int Order => 50;

    public Task WriteAsync(ExportRun run, CancellationToken ct) => run.StepAsync("content", "data", ItemsAsync(run, ct));

    private async IAsyncEnumerable<Action<Utf8JsonWriter>> ItemsAsync(ExportRun run, [EnumeratorCancellation] CancellationToken ct)
    {
        var first = hub.State.Definitions.Types.Where(type => type.Parts.Any(part => Containers.Contains(part.PartName))).Select(type => type.Name).ToList();
        foreach (var heads in new[] { db.Set<ContentHead>().Where(h => first.Contains(h.Type)), db.Set<ContentHead>().Where(h => !first.Contains(h.Type)) })
        {
            await foreach (var write in ItemsAsync(Chosen(heads, run.Choice), run, ct))
            {
                yield return write;
            }
        }
    }

    private static IQueryable<ContentHead> Chosen(IQueryable<ContentHead> heads, ExportChoice choice)
    {
        heads = choice.Types?.ToList() is { } types ? heads.Where(h => types.Contains(h.Type)) : heads;
        return choice.Items?.ToList() is { } items ? heads.Where(h => items.Contains(h.ItemId)) : heads;
    }

    private async IAsyncEnumerable<Action<Utf8JsonWriter>> ItemsAsync(IQueryable<ContentHead> heads, ExportRun run, [EnumeratorCancellation] CancellationToken ct)
    {
        var after = "";
        while (await heads.Where(h => string.Compare(h.ItemId, after) > 0).OrderBy(h => h.ItemId).Take(BatchSize).AsNoTracking().ToListAsync(ct) is { Count: > 0 } batch)
        {
            var ids = batch.SelectMany(h => new[] { h.PublishedVersionId, h.LatestVersionId }).OfType<string>().ToHashSet();
            var versions = await db.Versions.Where(v => ids.Contains(v.VersionId)).AsNoTracking().ToDictionaryAsync(v => v.VersionId, ct);
            var items = batch.ConvertAll(h => h.ItemId);
            var places = await db.ListPlaces.Where(p => items.Contains(p.ItemId)).AsNoTracking().ToDictionaryAsync(p => p.ItemId, p => p.Position, ct);
            foreach (var head in batch)
            {
                run.Count(head.Type);
                // What readers see before the draft that follows it.
                foreach (var id in new[] { head.PublishedVersionId, head.LatestVersionId }.OfType<string>().Distinct())
                {
                    var document = Document(head, versions[id]);
                    if (places.TryGetValue(head.ItemId, out var place) && document[ContainedPart.Name] is JsonObject contained)
                    {
                        contained["Order"] = place;
                    }

                    if (document[TaxonomyTree.Part] is not JsonObject)
                    {
                        yield return json => document.WriteTo(json);
                        continue;
                    }

                    var terms = await taxonomies.ReadAsync(head.ItemId, ct);
                    yield return json => TaxonomyTree.Write(json, document, terms);
                }
            }

            after = batch[^1].ItemId;
        }
    }

    private static JsonObject Document(ContentHead head, ContentVersion version)
    {
        var item = ContentItem.Parse(version.Document);
        (item.Latest, item.Published) = (head.LatestVersionId == version.VersionId, head.PublishedVersionId == version.VersionId);
        return InOrder(item.Document);
    }

    /// <summary>The envelope first and whole, as Orchard Core writes it.</summary>
    private static JsonObject InOrder(JsonObject document)
    {
        var ordered = ContentItem.New("", "").Document;
        foreach (var (name, value) in document)
        {
            ordered[name] = value?.DeepClone();
        }

        return ordered;
    }
}
