using System.Text.Json.Nodes;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Furnishing;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Modules;

/// <summary>
/// What belongs to a running hub and rarely changes: features, settings, roles and definitions, as one immutable value.
/// It is read from the database at start and whenever the log says that it changed.
/// </summary>
public sealed record HubState(
    IReadOnlySet<string> Features,
    IReadOnlyDictionary<string, JsonObject> Settings,
    IReadOnlyDictionary<string, IReadOnlySet<string>> RolePermissions,
    ContentDefinitions Definitions)
{
    public static readonly HubState Empty = new(
        new HashSet<string>(), new Dictionary<string, JsonObject>(), new Dictionary<string, IReadOnlySet<string>>(), ContentDefinitions.Empty);

    /// <summary>What content puts around every page.</summary>
    public SiteFurnishing Furnishing { get; init; } = SiteFurnishing.None;

    public SiteSettings Site { get; } = SiteSettings.From(Settings);

    /// <summary>Whether the hub has been set up by a recipe.</summary>
    public bool IsSetUp => Features.Count > 0;

    public bool IsEnabled(string feature) => feature == ModuleCatalog.Kernel || Features.Contains(feature);

    public HashSet<string> PermissionsOf(IEnumerable<string> roles)
    {
        var held = new HashSet<string>(StringComparer.Ordinal);
        foreach (var role in roles)
        {
            held.UnionWith(RolePermissions.GetValueOrDefault(role) ?? new HashSet<string>());
        }

        return held;
    }
}
