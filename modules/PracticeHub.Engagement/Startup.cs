using PracticeHub.Kernel.Modules;

namespace PracticeHub.Engagement;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
