using PracticeHub.Kernel.Modules;

namespace PracticeHub.WorkLogs;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub)
    {
    }
}
