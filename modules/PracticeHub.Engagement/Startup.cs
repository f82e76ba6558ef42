using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Engagement.Features.Items;
using PracticeHub.Engagement.Features.Mentions;
using PracticeHub.Engagement.Recipes;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Engagement;

public sealed class Startup : ModuleStartup
{
    public const string Id = "PracticeHub.Engagement";

    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<WriteLimit>();
        services.AddScoped<DeedTools>();
        services.Configure<MvcOptions>(mvc => mvc.Filters.Add<MentionSeen>());
    }

    public override void Contribute(Contributions hub) => hub
        .Add<AroundQuery>(Around.Queries)
        .Add(new ItemPanel("actions", "_ThankButton", 10))
        .Add(new ItemPanel("actions", "_SaveButton", 20))
        .Add(new ItemPanel("actions", "_FollowItem", 30))
        .Add(new ItemPanel("body", "_Outcomes", 50))
        .Add(new ItemPanel("evidence", "_OutcomeEvidence", 50))
        .Add(new ItemPanel("body", "_Thanks", 60))
        .Add(new ItemPanel("body", "_Comments", 70))
        .Add(new MenuEntry("Saved", "/saved", MenuPlace.Desk, 50, typeof(Startup)) { ShownTo = me => me.IsSignedIn })
        .AddService<IActivityConsumer, MentionConsumer>()
        .AddService<IRecipeStep, CommentsStep>()
        .AddService<IRecipeStep, ThanksStep>()
        .AddService<IRecipeStep, SavesStep>()
        .AddService<IRecipeStep, OutcomesStep>()
        .AddService<IRecipeStep, FollowsStep>();
}
