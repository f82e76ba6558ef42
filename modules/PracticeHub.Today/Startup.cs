using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Modules;
using PracticeHub.Today.Features.Today;

namespace PracticeHub.Today;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<Network>().AddScoped<Neighbourhood>();

    public override void Contribute(Contributions hub) => hub.Add(new MenuEntry("Today", "/", MenuPlace.Main, 10, typeof(Startup)));
}
