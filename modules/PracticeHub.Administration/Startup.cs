using PracticeHub.Kernel.Modules;

namespace PracticeHub.Administration;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
