using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Kernel.Recipes.Steps;

/// <summary>Brings content items in: an id that is new is added, one that exists gets a new version unless nothing changed.</summary>
internal sealed class ContentStep(HubDb db, CurrentHub hub, ContentStore store, TaxonomyTree taxonomies) : IRecipeStep
{
    /// <summary>How many items are written at once; keeps memory flat in a big import.</summary>
    private const int BatchSize = 200;
    private const int LongestType = 100;

    public string Name => "content";

    public string LongList => "data";

    public (string Part, string List)? LongTree => (TaxonomyTree.Part, TaxonomyTree.Terms);

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        var written = 0;
        foreach (var document in run.Items)
        {
            ct.ThrowIfCancellationRequested();
            await TakeAsync(document, run, ct);
            if (++written % BatchSize == 0)
            {
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
                run.Tell();
            }
        }
    }

    private async Task TakeAsync(JsonObject document, RecipeRun run, CancellationToken ct)
    {
        var (id, type) = (document.Id("ContentItemId"), document.Needed("ContentType"));
        if (document.Text("ContentItemVersionId") is { Length: > Ids.Length } || type.Length > LongestType)
        {
            throw new RecipeException($"{id}: its version id or the name of its type is too long.");
        }

        if (ItemShape.FaultIn(document, hub.State.Definitions) is { } fault)
        {
            throw new RecipeException($"{id}: {fault}");
        }

        if (hub.State.Definitions.Type(type) is null)
        {
            run.Keep(type, "This content type is not defined: its items are kept and shown as they are.");
        }

        var item = new ContentItem(Envelope(document, run));
        var isHome = TakeHome(item.Document);
        var isLost = item is { Latest: false, Published: false };
        var by = new Writer(item.Owner.Length > 0 ? item.Owner : run.By.UserId, item.Author.Length > 0 ? item.Author : run.By.UserName);
        var outcome = await store.ImportAsync(item, by, ct);
        if (outcome is ImportOutcome.Added && isLost)
        {
            run.Keep(id, "It is neither the latest nor the published version of anything: kept as a draft.");
        }

        if (isHome && outcome is not ImportOutcome.Unchanged && item.Published)
        {
            await db.PutDocumentAsync(HubDocument.Setting, SiteSettings.HomeSection, SiteSettings.HomeRoute(item.Id), ct);
        }

        var termsChanged = await taxonomies.WriteAsync(item, run, ct);
        run.Count(type, (outcome, termsChanged) switch
        {
            (ImportOutcome.Added, _) => RecipeChange.Added,
            (ImportOutcome.Unchanged, false) => RecipeChange.Unchanged,
            _ => RecipeChange.Changed,
        });
    }

    /// <summary>Whether the item asks to be the home page. It is asked once, as in Orchard Core: the item does not go on asking.</summary>
    private static bool TakeHome(JsonObject document)
    {
        if (document["AutoroutePart"] is not JsonObject part || part["SetHomepage"] is not JsonValue asked || !asked.TryGetValue(out bool isHome) || !isHome)
        {
            return false;
        }

        part["SetHomepage"] = false;
        return true;
    }

    /// <summary>Without what Orchard Core would drop as well: single values beside the envelope are no part of an item.</summary>
    private static JsonObject Envelope(JsonObject document, RecipeRun run)
    {
        var known = ContentItem.New("", "").Document;
        foreach (var name in document.Where(p => p.Value is not (JsonObject or JsonArray) && !known.ContainsKey(p.Key)).Select(p => p.Key).ToList())
        {
            document.Remove(name);
            run.LeaveOut(name, "Single values beside the parts of an item mean nothing, in Orchard Core as here.");
        }

        return document;
    }
}
