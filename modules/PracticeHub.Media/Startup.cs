using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Recipes.Exports;
using PracticeHub.Kernel.Security;
using PracticeHub.Media.Features.Browsing;
using PracticeHub.Media.Features.Files;
using PracticeHub.Media.Features.Library;
using PracticeHub.Media.Features.Pictures;
using PracticeHub.Media.Features.Quotas;
using PracticeHub.Media.Features.Storage;
using PracticeHub.Media.Features.Uploads;

namespace PracticeHub.Media;

public sealed class Startup : ModuleStartup
{
    /// <summary>The pages that take files.</summary>
    private static readonly string[] Taking = ["/Browsing/Index", "/Files/Change"];

    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton(s => MediaOptions.From(s.GetRequiredService<IConfiguration>()));
        services.AddSingleton<DiskStore>().AddSingleton<PictureShelf>().AddHostedService<MediaSweep>();
        services.AddScoped<DatabaseStore>().AddScoped<MediaLibrary>().AddScoped<Uploader>().AddScoped<MediaQuota>().AddScoped<MediaLists>().AddScoped<FileReader>().AddScoped<PictureMarks>();
        services.AddOptions<RazorPagesOptions>().Configure<MediaOptions>((pages, media) =>
        {
            foreach (var page in Taking)
            {
                pages.Conventions.AddPageApplicationModelConvention(page, model => model.EndpointMetadata.Add(new RequestSizeLimitAttribute(media.MostBytesOfAForm)));
            }
        });
    }

    public override void Contribute(Contributions hub) => hub
        .Add<Permission>(MediaPermissions.All)
        .Add(new MenuEntry("Files", "/media", MenuPlace.Desk, 60, typeof(Startup)) { ShownTo = me => me.IsSignedIn && me.Can(MediaPermissions.ManageOwnMediaContent) })
        .Add(new MenuEntry("Files of members", "/admin/files", MenuPlace.Admin, 28, typeof(Startup))
        {
            ShownTo = me => me.Can(MediaPermissions.ManageMediaContent), Says = "See who keeps the most files, and limit how much each member may keep.",
        })
        .Add(new SettingSection(MediaQuota.Section))
        .Add(new HubDeed("media.limited", "Files", "Changed how many megabytes each member may keep to {0}", typeof(Startup)))
        .Add(new HubDeed("media.added", "Files", "Added the file {0}", typeof(Startup)))
        .Add(new HubDeed("media.replaced", "Files", "Replaced the file {0}", typeof(Startup)))
        .Add(new HubDeed("media.moved", "Files", "Moved a file or folder to {0}", typeof(Startup)))
        .Add(new HubDeed("media.deleted", "Files", "Deleted the file {0}", typeof(Startup)))
        .AddService<IMediaFinder, MediaFinder>()
        .AddService<IProjection, MediaUseProjection>()
        .AddService<IRecipeStep, MediaStep>()
        .AddService<IExport, MediaExport>();

    public override void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        MediaEndpoint.Map(endpoints);
        UploadEndpoint.Map(endpoints);
    }
}
