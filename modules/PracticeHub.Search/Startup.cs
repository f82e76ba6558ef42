using PracticeHub.Kernel.Modules;

namespace PracticeHub.Search;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
