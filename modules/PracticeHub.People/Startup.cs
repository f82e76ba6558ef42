using PracticeHub.Kernel.Modules;

namespace PracticeHub.People;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
