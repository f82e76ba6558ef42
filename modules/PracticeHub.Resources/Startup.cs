using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Import;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Resources.Features.Curate;
using PracticeHub.Resources.Features.Share;
using PracticeHub.Resources.Importing;

namespace PracticeHub.Resources;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<ResourceWriter>().AddScoped<CuratorsDesk>();

    public override void Contribute(Contributions hub) => hub
        .Add(new ContentKind("Resource", "resources", "resource", "Resource", "Resources", typeof(Startup)) { WritePath = "resources/share" })
        .Add(new MenuEntry("Resources", "/resources", MenuPlace.Main, 40, typeof(Startup)))
        .Add(new MenuEntry("Curator’s desk", "/curate", MenuPlace.Desk, 20, typeof(Startup)) { ShownTo = me => me.CuratesSomething, CountOf = "curate" })
        .Add(new WaitQuery("curate", """
            SELECT CAST(COALESCE(SUM(y.items), 0) AS integer) AS number FROM hub_tally y JOIN hub_membership m ON m.community_id = y.community_id
             WHERE y.term_id = '~untagged' AND y.kind = 'Resource' AND y.reader_key NOT LIKE 'u:%' AND m.user_id = {0} AND m.role IN ('Curator', 'Leader')
            """))
        .AddService<IProjection, ResourceProjection>()
        .AddService<IImporter, LinksImporter>();
}
