using System.Text.Json.Nodes;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Recipes.Steps;

/// <summary>Switches features on and off. An id that begins as the hub's own do must exist; others' features are only kept in mind.</summary>
internal sealed class FeatureStep(HubDb db, FeatureSwitch features, CurrentHub hub) : IRecipeStep
{
    private const string Own = "PracticeHub.";

    public string Name => "feature";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        var before = hub.State.Features;
        var foreign = await db.ReadDocumentAsync(HubDocument.Kept, Name, ct) ?? [];
        foreach (var id in step.Strings("enable"))
        {
            if (IsOwn(id))
            {
                Refuse(await features.EnableAsync(id, ct));
            }
            else
            {
                foreign[id] = true;
                run.Keep(id, KeptSteps.HasNoMeaning);
            }
        }

        foreach (var id in step.Strings("disable"))
        {
            if (IsOwn(id))
            {
                Refuse(await features.DisableAsync(id, ct));
            }
            else
            {
                foreign.Remove(id);
            }
        }

        await db.PutDocumentAsync(HubDocument.Kept, Name, foreign, ct);
        await db.SaveChangesAsync(ct);
        await hub.RefreshAsync(ct);
        run.Count("features", RecipeChange.Added, hub.State.Features.Except(before).Count());
        run.Count("features", RecipeChange.Unchanged, hub.State.Features.Intersect(before).Count());
    }

    private bool IsOwn(string id) => hub.Catalog.Find(id) is not null || id.StartsWith(Own, StringComparison.OrdinalIgnoreCase);

    private static void Refuse(Refusal? refusal)
    {
        if (refusal is not null)
        {
            throw new RecipeException(refusal.InEnglish);
        }
    }
}

/// <summary>Chooses the theme of the hub.</summary>
internal sealed class ThemesStep(HubDb db, CurrentHub hub) : IRecipeStep
{
    internal const string IsUnknown = "This hub has no theme of this name and keeps its own.";

    public string Name => "themes";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        if (step.Text("site") is { Length: > 0 } theme)
        {
            if (hub.Catalog.Themes.FirstOrDefault(t => t.Id == theme) is { } found)
            {
                await db.MergeSettingsAsync(SiteSettings.Section, new() { [nameof(SiteSettings.Theme)] = found.Id }, ct);
            }
            else
            {
                run.LeaveOut(theme, IsUnknown);
            }
        }

        if (step.Text("admin") is { Length: > 0 } admin)
        {
            run.LeaveOut(admin, "The administration has the look of the hub.");
        }
    }
}

/// <summary>Orchard Core's settings: known scalars go to the site's section, objects become sections of their own. What nothing here reads is kept.</summary>
internal sealed class SettingsStep(HubDb db, CurrentHub hub) : IRecipeStep
{
    public string Name => "settings";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        var sections = SiteSettings.Sections.Concat(hub.Catalog.Contributions<SettingSection>().Select(c => ((SettingSection)c.Value!).Name)).ToHashSet(StringComparer.Ordinal);
        var site = new JsonObject();
        foreach (var (key, value) in step.Where(p => p.Key != "name"))
        {
            var isText = SiteSettings.Texts.Contains(key);
            if (!(isText || sections.Contains(key)))
            {
                run.Keep(key, KeptSteps.HasNoMeaning);
            }

            if (isText && value is not null && !(value is JsonValue only && only.TryGetValue(out string? _)))
            {
                throw new RecipeException($"{key} is not a text.");
            }

            if (value is JsonObject section)
            {
                await db.PutDocumentAsync(HubDocument.Setting, key, section.DeepClone().AsObject(), ct);
            }
            else if (key == nameof(SiteSettings.Theme) && !hub.Catalog.Themes.Any(theme => theme.Id == value?.ToString()))
            {
                run.LeaveOut(value?.ToString() ?? "", ThemesStep.IsUnknown);
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
            await runner.RunStepsAsync(library.Find(name) ?? run.Files.Find(name) ?? throw new RecipeException($"There is no recipe named {name}."), run, ct);
        }
    }
}
