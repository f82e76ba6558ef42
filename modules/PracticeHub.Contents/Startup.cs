using PracticeHub.Kernel.Modules;

namespace PracticeHub.Contents;

public sealed class Startup : ModuleStartup;
