namespace PracticeHub.Kernel.Modules;

/// <summary>A section of the site's settings that a feature reads; those that nothing here reads are only kept for an export.</summary>
public sealed record SettingSection(string Name);
