using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;
using PracticeHub.People.Features.Profiles;
using PracticeHub.People.Features.Suggesting;

namespace PracticeHub.People;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<Knowledge>().AddScoped<ProfileReader>();

    public override void Contribute(Contributions hub) => hub
        .Add(new MenuEntry("People", "/people", MenuPlace.Main, 60, typeof(Startup)) { ShownTo = me => me.IsSignedIn })
        .AddService<IProfileStep, ProfileStep>();

    public override void MapEndpoints(IEndpointRouteBuilder endpoints) => Suggestions.Map(endpoints);
}
