using PracticeHub.Kernel.Modules;

namespace PracticeHub.Communities;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
