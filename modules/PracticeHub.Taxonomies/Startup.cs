using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Taxonomies;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) =>
        services.AddScoped<TopicNames>().AddScoped<TermChanges>();

    public override void Contribute(Contributions hub) => hub
        .Add(new MenuEntry("Topics", "/topics", MenuPlace.Main, 60, typeof(Startup)))
        .Add(new AroundQuery("topic", """
            SELECT t.id AS key, t.title, NULL AS text, NULL AS name, 'topics/' || t.id AS href, 0 AS number, CAST(NULL AS timestamp with time zone) AS at, NULL AS reader_key, NULL AS owner_id
              FROM hub_item_term it JOIN hub_term t ON t.id = it.term_id WHERE it.item_id = {0} AND it.is_direct
            """))
        .Add(new ItemPanel("aside", "_ItemTopics", 10))
        .Add(new HubDeed("topic.added", "Topics", "Added the topic {0}", typeof(Startup)))
        .Add(new HubDeed("topic.renamed", "Topics", "Changed the topic {0}", typeof(Startup)))
        .Add(new HubDeed("topic.moved", "Topics", "Moved the topic {0}", typeof(Startup)))
        .Add(new HubDeed("topic.deleted", "Topics", "Deleted the topic {0}", typeof(Startup)));

    public override void MapEndpoints(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet("/topics/suggest", TopicSuggestions.AnswerAsync);
}
