using PracticeHub.Kernel.Modules;

namespace PracticeHub.Practices;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
