using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Communities.Features.Communities;
using PracticeHub.Communities.Features.Inviting;
using PracticeHub.Communities.Features.Joining;
using PracticeHub.Communities.Features.Members;
using PracticeHub.Communities.Features.Spaces;
using PracticeHub.Communities.Features.Starting;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Communities;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) => services
        .AddScoped<CommunityMove>().AddScoped<CommunityStarter>().AddScoped<SpaceReader>()
        .AddScoped<MembershipBook>().AddScoped<JoinDesk>().AddScoped<InvitationDesk>().AddScoped<MemberImport>();

    public override void Contribute(Contributions hub) => hub
        .Add(new ContentKind(CommunityProjection.ContentType, "communities", "community", "Community", "Communities", typeof(Startup)) { IsContribution = false })
        .Add(new MenuEntry("Communities", "/communities", MenuPlace.Main, 20, typeof(Startup)) { ShownTo = me => me.ReaderKeys.Count > 0 })
        .AddService<IProjection, CommunityProjection>()
        .AddService<IRecipeStep, MembershipsStep>();
}
