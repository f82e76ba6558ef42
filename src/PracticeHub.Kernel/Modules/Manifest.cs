namespace PracticeHub.Kernel.Modules;

/// <summary>Marks an assembly as a module, as Orchard Core's manifest does. A module is one feature, named like its assembly.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public class ModuleAttribute : Attribute
{
    public required string Name { get; init; }
    public required string Description { get; init; }
    public string Category { get; init; } = "Content";
    /// <summary>Ids of the features that must be on before this one; also the only modules its code may use.</summary>
    public string[] Dependencies { get; init; } = [];
    /// <summary>The hub cannot do without it, so nobody can switch it off.</summary>
    public bool IsAlwaysEnabled { get; init; }
}

/// <summary>Marks an assembly as a theme: a look that can be chosen while the hub runs.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public sealed class ThemeAttribute : ModuleAttribute
{
    /// <summary>The id of the theme whose views are used where this one has none.</summary>
    public string? BaseTheme { get; init; }
}
