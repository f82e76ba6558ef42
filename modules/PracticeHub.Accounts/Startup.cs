using PracticeHub.Kernel.Modules;

namespace PracticeHub.Accounts;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
