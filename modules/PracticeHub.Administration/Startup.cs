using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using PracticeHub.Administration.Features.RecipeRuns;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration;

public sealed class Startup : ModuleStartup
{
    public override void Contribute(Contributions hub) => hub
        .Add<Permission>(AdministrationPermissions.All)
        .Add(Entry("People and roles", "/admin/users", 10, KernelPermissions.ManageUsers))
        .Add(Entry("Features", "/admin/features", 20, AdministrationPermissions.ManageFeatures))
        .Add(Entry("Themes", "/admin/themes", 30, AdministrationPermissions.ManageThemes))
        .Add(Entry("Recipes", "/admin/recipes", 40, Permission.SiteOwner));

    public override void MapEndpoints(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/admin/export", ExportEndpoint.GetAsync);

    private static MenuEntry Entry(string text, string href, int order, Permission needed) =>
        new(text, href, MenuPlace.Admin, order, typeof(Startup)) { ShownTo = me => me.Can(needed) };
}
