using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Workflows.Features.WorkflowEditing;
using PracticeHub.Workflows.Features.WorkflowGuides;
using PracticeHub.Workflows.Features.WorkflowAddresses;
using PracticeHub.Workflows.Features.WorkflowRuns;

namespace PracticeHub.Workflows;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) => services.AddScoped<FlowWords>().AddScoped<Mending>().AddScoped<FlowCheck>().AddScoped<Drafts>().AddSingleton<RequestLimit>();

    public override void Contribute(Contributions hub) => hub
        .Add(WorkflowPermissions.ManageWorkflows)
        .Add(new MenuEntry("Workflows", "/admin/workflows", MenuPlace.Admin, 45, typeof(Startup))
        {
            ShownTo = me => me.ManagesWorkflows, CountOf = FaultNotices.Reason, Says = "See where work waits, and mend what has failed.",
        })
        .Add(new MenuEntry("Where work waits", "/admin/workflows", MenuPlace.Desk, 60, typeof(Startup)) { ShownTo = me => me.SeesWorkflows && !me.ManagesWorkflows })
        .AddService<IActivityConsumer, FaultNotices>()
        .Add<HubDeed>(WorkflowDeeds.All)
        .Add<ActivityGuide>(KernelGuides.All);

    public override void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/admin/workflows/{id}/export", ExportEndpoint.GetAsync);
        InvokeEndpoint.Map(endpoints);
    }
}
