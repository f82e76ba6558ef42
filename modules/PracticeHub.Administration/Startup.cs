using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Administration.Features.Audit;
using PracticeHub.Administration.Features.People;
using PracticeHub.Administration.Features.RecipeRuns;
using PracticeHub.Administration.Features.Roles;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) =>
        services.AddSingleton<RecipeJobs>().AddHostedService(s => s.GetRequiredService<RecipeJobs>())
            .AddScoped<SiteOwners>().AddScoped<RoleBook>().AddScoped<PermissionList>().AddScoped<AuditTrail>().AddScoped<AuditWords>();

    public override void Contribute(Contributions hub) => hub
        .Add<Permission>(AdministrationPermissions.All)
        .Add(Entry("Overview", "/admin", 0, KernelPermissions.AccessAdminPanel, "What can be done here."))
        .Add(Entry("Accounts", "/admin/users", 10, KernelPermissions.ManageUsers, "Add people, let them in or keep them out, and give them roles."))
        .Add(Entry("Roles and permissions", "/admin/roles", 15, Permission.SiteOwner, "Decide what people with a role may do."))
        .Add(Entry("Features", "/admin/features", 20, AdministrationPermissions.ManageFeatures, "Switch on what the hub can do, and off what nobody needs."))
        .Add(Entry("Themes", "/admin/themes", 30, AdministrationPermissions.ManageThemes, "Choose how the hub looks."))
        .Add(Entry("Settings", "/admin/settings", 35, AdministrationPermissions.ManageSettings, "Name, address, time zone, language and home page of the hub."))
        .Add(Entry("Recipes", "/admin/recipes", 40, Permission.SiteOwner, "Bring content, types and whole sites in, and take the hub along."))
        .Add(Entry("Audit trail", "/admin/audit", 50, AdministrationPermissions.ViewAuditTrail, "See who has changed what about the hub itself."))
        .Add<HubDeed>(AdministrationDeeds.All);

    public override void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/admin/export", ExportEndpoint.GetAsync);
        endpoints.MapGet("/admin/audit.csv", AuditEndpoint.GetAsync);
    }

    private static MenuEntry Entry(string text, string href, int order, Permission needed, string says) =>
        new(text, href, MenuPlace.Admin, order, typeof(Startup)) { ShownTo = me => me.Can(needed), Says = says };
}
