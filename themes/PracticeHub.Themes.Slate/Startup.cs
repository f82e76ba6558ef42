using PracticeHub.Kernel.Modules;

namespace PracticeHub.Themes.Slate;

/// <summary>A theme brings views and files only; its words are localized under this name.</summary>
public sealed class Startup : ModuleStartup;
