using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Furnishing;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Modules;

internal static class HubStateReader
{
    public static async Task<HubState> ReadAsync(HubDb db, ModuleCatalog catalog, CancellationToken ct)
    {
        var documents = await db.Set<HubDocument>().AsNoTracking().ToListAsync(ct);
        var grants = await db.RoleClaims.Where(claim => claim.ClaimType == Permission.ClaimType)
            .Join(db.Roles, claim => claim.RoleId, role => role.Id, (claim, role) => new { role.Name, claim.ClaimValue })
            .ToListAsync(ct);
        return new(
            FeaturesOf(documents, catalog),
            documents.Where(d => d.Kind == HubDocument.Setting).ToDictionary(d => d.Name, d => d.Read()),
            grants.GroupBy(g => g.Name!).ToDictionary(g => g.Key, IReadOnlySet<string> (g) => g.Select(x => x.ClaimValue!).ToHashSet()),
            ContentDefinitions.From(documents)) { Furnishing = SiteFurnishing.From(documents) };
    }

    private static HashSet<string> FeaturesOf(List<HubDocument> documents, ModuleCatalog catalog)
    {
        var on = documents.Where(d => d.Kind == HubDocument.Feature).Select(d => d.Name).ToHashSet();
        if (on.Count > 0)
        {
            on.UnionWith(catalog.Modules.Where(m => m.Manifest.IsAlwaysEnabled).Select(m => m.Id));
        }

        return on;
    }
}
