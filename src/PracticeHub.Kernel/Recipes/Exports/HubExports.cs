using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Kernel.Recipes.Exports;

/// <summary>Which features are on, those of Orchard Core that were kept among them, and the theme.</summary>
internal sealed class FeatureExport(HubDb db, CurrentHub hub) : IExport
{
    public string Name => "features";

    public string Label => "Features";

    public int Order => 0;

    public async Task WriteAsync(ExportRun run, CancellationToken ct)
    {
        var foreign = await db.ReadDocumentAsync(HubDocument.Kept, "feature", ct) ?? [];
        var on = hub.State.Features.Order(StringComparer.Ordinal).Concat(foreign.Select(f => f.Key)).ToList();
        run.Step(new() { ["name"] = "feature", ["enable"] = new JsonArray([.. on.Select(id => (JsonNode?)id)]) });
        run.Step(new() { ["name"] = "themes", ["site"] = hub.State.Site.Theme });
        run.Count(Name, on.Count);
    }
}

/// <summary>Settings: those of the site by themselves, sections as objects.</summary>
internal sealed class SettingsExport(CurrentHub hub) : IExport
{
    public string Name => "settings";

    public string Label => "Settings";

    public int Order => 10;

    public Task WriteAsync(ExportRun run, CancellationToken ct)
    {
        var step = new JsonObject { ["name"] = "settings" };
        foreach (var (name, value) in hub.State.Settings.GetValueOrDefault(SiteSettings.Section) ?? [])
        {
            step[name] = value?.DeepClone();
        }

        foreach (var (section, value) in hub.State.Settings.Where(s => s.Key != SiteSettings.Section).OrderBy(s => s.Key, StringComparer.Ordinal))
        {
            step[section] = value.DeepClone();
        }

        run.Step(step);
        run.Count(Name, step.Count - 1);
        return Task.CompletedTask;
    }
}

/// <summary>Roles and what they may do.</summary>
internal sealed class RolesExport(HubDb db) : IExport
{
    public string Name => "roles";

    public string Label => "Roles";

    public int Order => 20;

    public async Task WriteAsync(ExportRun run, CancellationToken ct)
    {
        var permissions = (await db.RoleClaims.Where(c => c.ClaimType == Permission.ClaimType).AsNoTracking().ToListAsync(ct)).ToLookup(c => c.RoleId, c => c.ClaimValue!);
        var roles = await db.Roles.OrderBy(r => r.NormalizedName).AsNoTracking().ToListAsync(ct);
        run.Step(new()
        {
            ["name"] = "Roles",
            ["Roles"] = new JsonArray([.. roles.Select(role => new JsonObject
            {
                ["Name"] = role.Name, ["Description"] = role.Description,
                ["Permissions"] = new JsonArray([.. permissions[role.Id].Order(StringComparer.Ordinal).Select(p => (JsonNode?)p)]),
            })]),
        });
        run.Count(Name, roles.Count);
    }
}

/// <summary>People, without their passwords.</summary>
internal sealed class UsersExport(HubDb db) : IExport
{
    private const int BatchSize = 500;

    public string Name => "people";

    public string Label => "People";

    public int Order => 30;

    public Task WriteAsync(ExportRun run, CancellationToken ct) => run.StepAsync("Users", "Users", UsersAsync(run, ct));

    private async IAsyncEnumerable<Action<Utf8JsonWriter>> UsersAsync(ExportRun run, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var after = "";
        for (List<HubUser> batch; (batch = await db.Users.Where(u => string.Compare(u.Id, after) > 0).OrderBy(u => u.Id).Take(BatchSize).AsNoTracking().ToListAsync(ct)).Count > 0; after = batch[^1].Id)
        {
            var ids = batch.ConvertAll(u => u.Id);
            var roles = (await db.UserRoles.Where(r => ids.Contains(r.UserId)).Join(db.Roles, r => r.RoleId, r => r.Id, (r, role) => new { r.UserId, role.Name }).ToListAsync(ct))
                .ToLookup(r => r.UserId, r => r.Name);
            foreach (var user in batch)
            {
                run.Count(Name);
                var document = Document(user, roles[user.Id]);
                yield return json => document.WriteTo(json);
            }
        }
    }

    private static JsonObject Document(HubUser user, IEnumerable<string?> roles) => new()
    {
        ["UserId"] = user.Id, ["UserName"] = user.UserName, ["Email"] = user.Email, ["EmailConfirmed"] = user.EmailConfirmed, ["IsEnabled"] = user.IsEnabled,
        ["NormalizedEmail"] = user.NormalizedEmail, ["NormalizedUserName"] = user.NormalizedUserName, ["IsLockoutEnabled"] = user.LockoutEnabled,
        ["RoleNames"] = new JsonArray([.. roles.Order(StringComparer.Ordinal).Select(name => (JsonNode?)name)]),
        ["Profile"] = new JsonObject
        {
            ["DisplayName"] = user.DisplayName, ["JobTitle"] = user.JobTitle, ["Place"] = user.Place, ["TimeZone"] = user.TimeZone, ["Culture"] = user.Culture, ["About"] = user.About,
        },
    };
}

/// <summary>Content types and parts.</summary>
internal sealed class DefinitionsExport(CurrentHub hub) : IExport
{
    public string Name => "definitions";

    public string Label => "Content types";

    public int Order => 40;

    public Task WriteAsync(ExportRun run, CancellationToken ct)
    {
        var types = hub.State.Definitions.Types.Where(t => run.Choice.Types?.Contains(t.Name) is not false).OrderBy(t => t.Name, StringComparer.Ordinal).ToList();
        var parts = types.SelectMany(t => t.Parts).Select(p => p.PartName).Distinct().Order(StringComparer.Ordinal).Select(hub.State.Definitions.Part).OfType<PartDefinition>();
        if (run.Choice.Types is null)
        {
            parts = hub.State.Definitions.Parts.OrderBy(p => p.Name, StringComparer.Ordinal);
        }

        var documents = parts.Select(p => (JsonNode?)p.Document.DeepClone()).ToArray();
        run.Step(new()
        {
            ["name"] = "ContentDefinition",
            ["ContentTypes"] = new JsonArray([.. types.Select(t => (JsonNode?)t.Document.DeepClone())]),
            ["ContentParts"] = new JsonArray(documents),
        });
        run.Count("content types", types.Count);
        run.Count("content parts", documents.Length);
        return Task.CompletedTask;
    }
}

/// <summary>The newest version of every workflow type that was not deleted.</summary>
internal sealed class WorkflowTypesExport(HubDb db) : IExport
{
    public string Name => "workflows";

    public string Label => "Workflows";

    public int Order => 60;

    public async Task WriteAsync(ExportRun run, CancellationToken ct)
    {
        var newest = await db.NewestWorkflowTypes.OrderBy(t => t.TypeId).AsNoTracking().ToListAsync(ct);
        var types = newest.Select(WorkflowType.Of).Where(t => !t.IsDeleted).ToList();
        run.Step(new() { ["name"] = "WorkflowType", ["data"] = new JsonArray([.. types.Select(t => t.Document)]) });
        run.Count("workflow types", types.Count);
    }
}

/// <summary>What came from Orchard Core and has no meaning here, as it came.</summary>
internal sealed class KeptExport(HubDb db) : IExport
{
    public string Name => "kept";

    public string Label => "What was kept of Orchard Core";

    public int Order => 90;

    public async Task WriteAsync(ExportRun run, CancellationToken ct)
    {
        var documents = await db.Set<HubDocument>().Where(d => d.Kind == HubDocument.Kept && d.Name != "feature").OrderBy(d => d.Name).AsNoTracking().ToListAsync(ct);
        foreach (var step in documents.SelectMany(KeptSteps.StepsIn))
        {
            run.Step(step);
            run.Count("kept steps");
        }
    }
}
