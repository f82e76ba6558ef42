using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Import;
using PracticeHub.Kernel.Modules;
using PracticeHub.Practices.Features.Distilling;
using PracticeHub.Practices.Features.PracticeImport;
using PracticeHub.Practices.Features.Practices;

namespace PracticeHub.Practices;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<PracticeSources>().AddScoped<PracticeDesk>().AddScoped<ImportTopics>();

    public override void Contribute(Contributions hub) => hub
        .Add(new ContentKind(PracticePart.ContentType, "practices", "practice", "Practice", "Practices", typeof(Startup)) { WritePath = "practices/write" })
        .Add(new MenuEntry("Practices", "/practices", MenuPlace.Main, 50, typeof(Startup)))
        .Add<AroundQuery>(PracticeAround.All)
        .AddService<IProjection, PracticeProjection>()
        .AddService<IImporter, PracticesImporter>();
}
