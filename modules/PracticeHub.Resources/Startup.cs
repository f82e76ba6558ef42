using PracticeHub.Kernel.Modules;

namespace PracticeHub.Resources;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
