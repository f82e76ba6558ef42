using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Contents.Features.Items;
using PracticeHub.Contents.Features.Parts;
using PracticeHub.Contents.Features.Types;
using PracticeHub.Contents.Features.Versions;
using PracticeHub.Contents.Features.Writing;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Furnishing;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents;

public sealed class Startup : ModuleStartup
{
    internal static readonly Permission EditContentTypes = new("EditContentTypes", "Change what content is made of");

    public override void ConfigureServices(IServiceCollection services) =>
        services.AddScoped<InnerItems>().AddScoped<ItemEditor>().AddScoped<PickerTexts>().AddScoped<WritingTools>().AddScoped<TypeWriter>().AddScoped<SettingBook>().AddScoped<ItemComparison>()
            .AddScoped<PartEditor, PublishLaterEditor>().AddScoped<PartEditor, ArchiveLaterEditor>().AddScoped<PartEditor, SeoMetaEditor>()
            .AddScoped<PartEditor, LocalizationEditor>().AddScoped<PartEditor, SharingEditor>();

    public override void Contribute(Contributions hub) => hub
        .Add(new ItemPanel("banner", "_Schedule", 10))
        .Add(new ItemPanel("actions", "_ScheduleAction", 5))
        .Add(new ItemPanel("aside", "_Translations", 5))
        .Add(EditContentTypes)
        .Add(new MenuEntry("Content types", "/admin/types", MenuPlace.Admin, 25, typeof(Startup))
        {
            ShownTo = me => me.Can(EditContentTypes), Says = "Make kinds of content, and change what they are made of.",
        })
        .Add(new MenuEntry("Menus", "/admin/menus", MenuPlace.Admin, 26, typeof(Startup))
        {
            ShownTo = me => me.Can(KernelPermissions.EditContent), Says = "Write menus, and choose the one that stands in everybody’s navigation.",
        })
        .Add(new SettingSection(SiteMenu.Section))
        .Add(new HubDeed("menu.chosen", "Menus", "Put the menu {0} into the navigation", typeof(Startup)))
        .Add(new HubDeed("type.created", "Content types", "Made the content type {0}", typeof(Startup)))
        .Add(new HubDeed("type.changed", "Content types", "Changed the content type {0}", typeof(Startup)));
}
