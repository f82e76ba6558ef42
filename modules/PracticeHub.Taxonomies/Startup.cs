using PracticeHub.Kernel.Modules;

namespace PracticeHub.Taxonomies;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
