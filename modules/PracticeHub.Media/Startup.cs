using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Recipes.Exports;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<MediaLibrary>();

    public override void Contribute(Contributions hub) => hub
        .AddService<IProjection, MediaUseProjection>()
        .AddService<IRecipeStep, MediaStep>()
        .AddService<IExport, MediaExport>();

    public override void MapEndpoints(IEndpointRouteBuilder endpoints) => MediaEndpoint.Map(endpoints);
}
