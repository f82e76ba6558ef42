using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Search.Features.Feeds;
using PracticeHub.Search.Features.Searching;

namespace PracticeHub.Search;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<Searcher>().AddScoped<FeedReader>();

    public override void Contribute(Contributions hub) => hub.Add(new FeedPlace("/feed"));

    public override void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/feed", FeedEndpoint.GetAsync);
        endpoints.MapGet("/search/items", ItemSuggestions.GetAsync);
    }
}
