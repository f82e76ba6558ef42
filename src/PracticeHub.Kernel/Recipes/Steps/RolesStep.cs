using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Recipes.Steps;

/// <summary>Adds roles and replaces what they may do; other claims of a role stay.</summary>
internal sealed class RolesStep(HubDb db, Ids ids, ILookupNormalizer normalizer) : IRecipeStep
{
    public string Name => "Roles";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var given in step.Objects("Roles"))
        {
            var name = given.Needed("Name");
            var normalized = normalizer.NormalizeName(name)!;
            var role = await db.Roles.SingleOrDefaultAsync(r => r.NormalizedName == normalized, ct);
            if (role is null)
            {
                role = new HubRole { Id = ids.New(), Name = name, NormalizedName = normalized };
                db.Roles.Add(role);
            }

            role.Description = given.Text("Description") ?? role.Description;
            db.RoleClaims.RemoveRange(await db.RoleClaims.Where(c => c.RoleId == role.Id && c.ClaimType == Permission.ClaimType).ToListAsync(ct));
            db.RoleClaims.AddRange(given.Strings("Permissions").Distinct().Select(permission => new IdentityRoleClaim<string>
            {
                RoleId = role.Id, ClaimType = Permission.ClaimType, ClaimValue = permission,
            }));
            run.Count("roles");
        }
    }
}
