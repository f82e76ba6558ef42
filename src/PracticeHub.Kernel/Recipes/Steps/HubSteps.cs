using System.Text.Json.Nodes;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Recipes.Steps;

/// <summary>Switches features on and off; an id that no module has is an error.</summary>
internal sealed class FeatureStep(HubDb db, FeatureSwitch features, CurrentHub hub) : IRecipeStep
{
    public string Name => "feature";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var id in step.Strings("enable"))
        {
            Refuse(await features.EnableAsync(id, ct));
        }

        foreach (var id in step.Strings("disable"))
        {
            Refuse(await features.DisableAsync(id, ct));
        }

        await db.SaveChangesAsync(ct);
        await hub.RefreshAsync(ct);
        run.Count("features on", hub.State.Features.Count);
    }

    private static void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new RecipeException(refusal.Message);
        }
    }
}

/// <summary>Chooses the theme of the hub.</summary>
internal sealed class ThemesStep(HubDb db, CurrentHub hub) : IRecipeStep
{
    public string Name => "themes";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        if (step.Text("site") is { Length: > 0 } theme)
        {
            var found = hub.Catalog.Themes.FirstOrDefault(t => t.Id == theme) ?? throw new RecipeException($"There is no theme named {theme}.");
            await db.MergeSettingsAsync(SiteSettings.Section, new() { [nameof(SiteSettings.Theme)] = found.Id }, ct);
        }
    }
}

/// <summary>Orchard Core's settings: known scalars go to the site's section, objects become sections of their own.</summary>
internal sealed class SettingsStep(HubDb db) : IRecipeStep
{
    public string Name => "settings";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        var site = new JsonObject();
        foreach (var (key, value) in step.Where(p => p.Key != "name"))
        {
            if (value is JsonObject section)
            {
                await db.PutDocumentAsync(HubDocument.Setting, key, section.DeepClone().AsObject(), ct);
            }
            else
            {
                site[key] = value?.DeepClone();
            }
        }

        await db.MergeSettingsAsync(SiteSettings.Section, site, ct);
    }
}

/// <summary>Runs other recipes in place.</summary>
internal sealed class RecipesStep(RecipeRunner runner, RecipeLibrary library) : IRecipeStep
{
    public string Name => "recipes";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var value in step.Objects("Values"))
        {
            var name = value.Needed("name");
            await runner.RunStepsAsync(library.Find(name) ?? throw new RecipeException($"There is no recipe named {name}."), run, ct);
        }
    }
}
