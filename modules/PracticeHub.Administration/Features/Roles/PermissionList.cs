using Microsoft.Extensions.Localization;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.Roles;

/// <summary>A permission as one gives it.</summary>
/// <param name="Within">What else holds it: names of permissions that bring it along.</param>
public sealed record PermissionRow(string Name, string Description, bool IsHeld, IReadOnlyList<string> Within);

/// <summary>The permissions of one feature.</summary>
/// <param name="IsKnown">False for those that nothing in this hub asks for.</param>
public sealed record PermissionGroup(string Title, bool IsOn, bool IsKnown, IReadOnlyList<PermissionRow> Permissions);

/// <summary>All permissions there are, by the feature that asks for them; those of features that are off, and unknown ones that a role holds, as well.</summary>
public sealed class PermissionList(CurrentHub hub, IStringLocalizerFactory factory, IStringLocalizer<Startup> words)
{
    public IReadOnlyList<PermissionGroup> Read(IReadOnlyCollection<string> held)
    {
        var known = hub.Catalog.Contributions<Permission>().ToLookup(c => c.Feature, c => (Permission)c.Value!);
        var names = known.SelectMany(group => group).Select(permission => permission.Name).ToHashSet(StringComparer.Ordinal);
        var foreign = held.Where(name => !names.Contains(name)).Order(StringComparer.Ordinal).Select(name => new PermissionRow(name, "", true, [])).ToList();
        return
        [
            .. known.OrderBy(group => group.Key == ModuleCatalog.Kernel ? "" : group.Key, StringComparer.Ordinal).Select(group => Group(group.Key, group, held)),
            .. foreign.Count == 0 ? Enumerable.Empty<PermissionGroup>() : [new(words["From elsewhere"], IsOn: true, IsKnown: false, foreign)],
        ];
    }

    private PermissionGroup Group(string feature, IEnumerable<Permission> permissions, IReadOnlyCollection<string> held)
    {
        var module = hub.Catalog.Find(feature);
        var its = factory.Create(module?.Startup.GetType() ?? typeof(Words));
        return new(module is null ? words["The whole hub"] : words[module.Manifest.Name], hub.State.IsEnabled(feature), IsKnown: true,
            [.. permissions.Select(p => new PermissionRow(p.Name, its[p.Description], held.Contains(p.Name), [.. p.ImpliedBy.Select(by => by.Name)]))]);
    }
}
