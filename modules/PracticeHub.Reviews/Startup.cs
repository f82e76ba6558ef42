using PracticeHub.Kernel.Modules;

namespace PracticeHub.Reviews;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
