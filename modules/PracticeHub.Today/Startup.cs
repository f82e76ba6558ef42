using PracticeHub.Kernel.Modules;

namespace PracticeHub.Today;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
