using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Contents.Features.Versions;
using PracticeHub.Contents.Features.Types;
using PracticeHub.Contents.Features.Writing;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents;

public sealed class Startup : ModuleStartup
{
    internal static readonly Permission EditContentTypes = new("EditContentTypes", "Change what content is made of");

    public override void ConfigureServices(IServiceCollection services) =>
        services.AddScoped<ItemEditor>().AddScoped<PickerTexts>().AddScoped<WritingTools>().AddScoped<TypeWriter>().AddScoped<ItemComparison>();

    public override void Contribute(Contributions hub) => hub
        .Add(EditContentTypes)
        .Add(new MenuEntry("Content types", "/admin/types", MenuPlace.Admin, 25, typeof(Startup)) { ShownTo = me => me.Can(EditContentTypes) });
}
