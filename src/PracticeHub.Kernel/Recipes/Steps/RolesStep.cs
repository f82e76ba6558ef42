using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Recipes.Steps;

/// <summary>Adds roles and replaces what they may do; other claims of a role stay.</summary>
internal sealed class RolesStep(HubDb db, CurrentHub hub, Ids ids, ILookupNormalizer normalizer) : IRecipeStep
{
    /// <summary>What Orchard Core gives its roles by itself when they are made; the recipes that set a site up count on that and name nothing.</summary>
    private static readonly Dictionary<string, string[]> Stereotypes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Editor"] = ["AccessAdminPanel", "PublishContent", "EditContent", "DeleteContent", "PreviewContent", "CloneContent", "ListContent", "ManageMediaContent", "ManageOwnMediaContent"],
        ["Author"] = ["AccessAdminPanel", "PublishOwnContent", "EditOwnContent", "DeleteOwnContent", "PreviewOwnContent", "CloneOwnContent", "ManageOwnMediaContent"],
        ["Contributor"] = ["AccessAdminPanel", "EditOwnContent", "PreviewOwnContent", "CloneOwnContent", "ManageOwnMediaContent"],
        ["Moderator"] = ["AccessAdminPanel"],
    };

    public string Name => "Roles";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        var known = hub.All<Permission>().Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var given in step.Objects("Roles"))
        {
            var name = given.Needed("Name");
            var wanted = given.Strings("Permissions").ToHashSet(StringComparer.Ordinal);
            run.Count("roles", await PutAsync(name, given.Text("Description"), wanted, run, ct));
            if (wanted.Except(known).ToList() is { Count: > 0 } foreign)
            {
                run.Keep($"{name}: {string.Join(", ", foreign.Order(StringComparer.Ordinal))}", "No feature that is on asks for these permissions.");
            }
        }
    }

    private async Task<RecipeChange> PutAsync(string name, string? description, HashSet<string> wanted, RecipeRun run, CancellationToken ct)
    {
        var normalized = normalizer.NormalizeName(name)!;
        var role = await db.Roles.SingleOrDefaultAsync(r => r.NormalizedName == normalized, ct);
        var isNew = role is null;
        if (role is null)
        {
            role = new HubRole { Id = ids.New(), Name = name, NormalizedName = normalized };
            db.Roles.Add(role);
        }

        var before = await db.RoleClaims.Where(c => c.RoleId == role.Id && c.ClaimType == Permission.ClaimType).ToListAsync(ct);
        if (before.Exists(c => c.ClaimValue == Permission.SiteOwner.Name) && wanted.Add(Permission.SiteOwner.Name))
        {
            run.LeaveOut(name, "This role goes on to hold every permission: otherwise nobody could run the hub any more.");
        }

        if (wanted.Count == 0 && run.Recipe.IsSetup)
        {
            wanted.UnionWith(before.Select(c => c.ClaimValue!));
            wanted.UnionWith(isNew ? Stereotypes.GetValueOrDefault(name) ?? [] : []);
        }

        var isSame = !isNew && (description ?? role.Description) == role.Description && wanted.SetEquals(before.Select(c => c.ClaimValue!));
        role.Description = description ?? role.Description;
        db.RoleClaims.RemoveRange(before.Where(c => !wanted.Contains(c.ClaimValue!)));
        db.RoleClaims.AddRange(wanted.Except(before.Select(c => c.ClaimValue!)).Select(permission => new IdentityRoleClaim<string>
        {
            RoleId = role.Id, ClaimType = Permission.ClaimType, ClaimValue = permission,
        }));
        return isNew ? RecipeChange.Added : isSame ? RecipeChange.Unchanged : RecipeChange.Changed;
    }
}
