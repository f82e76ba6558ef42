using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Import;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.WorkLogs.Features.Log;
using PracticeHub.WorkLogs.Importing;

namespace PracticeHub.WorkLogs;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<LogWriter>();

    public override void Contribute(Contributions hub) => hub
        .Add(new ContentKind("WorkLog", "logs", "log", "Work log", "Work logs", typeof(Startup)) { WritePath = "log" })
        .Add(new MenuEntry("Work logs", "/logs", MenuPlace.Main, 20, typeof(Startup)))
        .Add(new FrontPanel(FrontPanel.Top, "_LogFrontPanel", 10))
        .AddService<IProjection, LogProjection>()
        .AddService<IImporter, NotesImporter>();
}
