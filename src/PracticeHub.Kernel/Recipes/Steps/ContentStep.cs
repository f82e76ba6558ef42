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

    public string Name => "content";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        var written = 0;
        foreach (var document in step.Objects("data").Concat(step.Objects("Data")).Distinct())
        {
            var item = new ContentItem(document.DeepClone().AsObject());
            await WriteAsync(item, document, run, ct);
            if (++written % BatchSize == 0)
            {
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
            }
        }
    }

    private async Task WriteAsync(ContentItem item, JsonObject document, RecipeRun run, CancellationToken ct)
    {
        document.Needed("ContentItemId");
        var type = document.Needed("ContentType");
        if (hub.State.Definitions.Type(type) is null)
        {
            throw new RecipeException($"{item.Id} is of the type {type}, which is not defined.");
        }

        var terms = taxonomies.TakeTerms(item);
        var existing = await store.FindLatestAsync(item.Id, ct);
        if (existing is not null && existing.Type != type)
        {
            throw new RecipeException($"{item.Id} exists already, as {existing.Type} and not as {type}.");
        }

        item.VersionId = existing?.VersionId;
        item.Owner = item.Owner.Length > 0 ? item.Owner : existing?.Owner ?? run.By.UserId;
        var by = new Writer(item.Owner, item.Author.Length > 0 ? item.Author : run.By.UserName);
        var refusal = item.Published ? await store.PublishAsync(item, by, ct) : await store.SaveDraftAsync(item, by, ct);
        if (refusal is not null)
        {
            throw new RecipeException($"{item.Id}: {refusal.Message}");
        }

        await taxonomies.WriteAsync(item, terms, ct);
        run.Count(type);
    }
}
