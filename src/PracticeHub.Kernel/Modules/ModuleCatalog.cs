using System.Reflection;

namespace PracticeHub.Kernel.Modules;

/// <summary>A module or theme as the host found it.</summary>
public sealed record ModuleInfo(string Id, ModuleAttribute Manifest, Assembly Assembly, ModuleStartup Startup)
{
    public bool IsTheme => Manifest is ThemeAttribute;
    public string? BaseTheme => (Manifest as ThemeAttribute)?.BaseTheme;
}

/// <summary>Every module in the process and everything they contribute, whether switched on or not.</summary>
public sealed class ModuleCatalog
{
    public const string Kernel = "PracticeHub.Kernel";

    private readonly ILookup<Type, Contribution> _contributions;

    public ModuleCatalog(IEnumerable<Assembly> assemblies)
    {
        Modules = [.. assemblies.Where(a => a.IsDefined(typeof(ModuleAttribute))).Select(Read).OrderBy(m => m.Id, StringComparer.Ordinal)];
        _contributions = Modules.SelectMany(ContributionsOf).Concat(KernelContributions.All).ToLookup(c => c.Contract);
    }

    public IReadOnlyList<ModuleInfo> Modules { get; }

    public IEnumerable<Assembly> Assemblies => Modules.Select(module => module.Assembly);

    public IEnumerable<ModuleInfo> Themes => Modules.Where(module => module.IsTheme);

    public ModuleInfo? Find(string id) => Modules.FirstOrDefault(m => string.Equals(m.Id, id, StringComparison.OrdinalIgnoreCase));

    public IEnumerable<Contribution> Contributions<T>() => _contributions[typeof(T)];

    /// <summary>The module and all it stands on, what is needed first coming first.</summary>
    public IEnumerable<ModuleInfo> WithDependencies(ModuleInfo module) =>
        module.Manifest.Dependencies.Select(Find).OfType<ModuleInfo>().SelectMany(WithDependencies).Append(module).Distinct();

    /// <summary>The modules that cannot run without this one.</summary>
    public IEnumerable<ModuleInfo> Dependents(ModuleInfo module) =>
        Modules.Where(other => other != module && WithDependencies(other).Contains(module));

    private static ModuleInfo Read(Assembly assembly)
    {
        var id = assembly.GetName().Name!;
        var startup = assembly.GetType(id + ".Startup") ?? throw new InvalidOperationException($"{id} has a manifest but no public class {id}.Startup.");
        return new(id, assembly.GetCustomAttribute<ModuleAttribute>()!, assembly, (ModuleStartup)Activator.CreateInstance(startup)!);
    }

    private static IReadOnlyList<Contribution> ContributionsOf(ModuleInfo module)
    {
        var contributions = new Contributions(module.Id);
        module.Startup.Contribute(contributions);
        return contributions.All;
    }
}
