using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.Promotions;
using PracticeHub.Reviews.Features.Proposals;
using PracticeHub.Reviews.Features.Record;
using PracticeHub.Reviews.Features.ReviewDesk;
using PracticeHub.Reviews.Features.ReviewFlow;
using PracticeHub.Reviews.Features.ReviewPlanting;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Rewordings;
using PracticeHub.Reviews.Features.Standings;
using PracticeHub.Reviews.Features.Verifications;

namespace PracticeHub.Reviews;

public sealed class Startup : ModuleStartup
{
    public override void ConfigureServices(IServiceCollection services) => services
        .AddScoped<Reviewers>().AddScoped<Turns>().AddScoped<ReviewFlows>().AddScoped<Submitting>().AddScoped<Deciding>().AddScoped<Withdrawing>().AddScoped<ReviewLog>().AddScoped<ReminderMail>()
        .AddScoped<Promoting>().AddScoped<Reversing>().AddScoped<Verifying>().AddScoped<DeskReader>().AddScoped<ReviewTools>().AddScoped<RecordReader>().AddScoped<Retiring>().AddScoped<Objecting>().AddScoped<Proposing>()
        .Configure<MvcOptions>(mvc => mvc.Filters.Add<SupersededFilter>());

    public override void MapEndpoints(IEndpointRouteBuilder endpoints) => RecordEndpoints.Map(endpoints);

    public override void Contribute(Contributions hub)
    {
        hub.Add(new MenuEntry("Review desk", "/reviews", MenuPlace.Desk, 10, typeof(Startup)) { CountOf = ReviewWaits.Review, ShownTo = HasADesk });
        hub.Add(ReviewAround.Queries);
        hub.Add(new ItemPanel("edit", "_ChangeSize", 20));
        hub.Add(new ItemPanel("settings", "_FlowChoiceLink", 20));
        hub.Add(new ItemPanel("banner", "_ReviewBanner", 20));
        hub.Add(new ItemPanel("actions", "_ReviewActions", 20));
        hub.Add(new ItemPanel("aside", "_ReviewPath", 40));
        hub.Add(new ItemPanel("aside", "_Trust", 50));
        hub.AddService<IRecipeStep, ReviewsStep>().AddService<IRecipeStep, PromotionsStep>().AddService<IRecipeStep, VerificationsStep>();
        hub.AddService<IActivityConsumer, VacantTurns>();
        hub.AddService<IProjection, StandingProjection>().AddService<IPublishGuard, ChangeGuard>();
        AddActivities(hub);
        hub.Add<ActivityGuide>(ReviewGuides.All);
        hub.Add(new WorkflowWords(["4wreview000000000000000000", "4wreview00000000000000000r", "4wreview00000000000000000t", "4wreview00000000000000000z"], typeof(Startup)) { Outcomes = ReviewGuides.Outcomes });
    }

    private static void AddActivities(Contributions hub) => hub
        .AddService<WorkflowActivity, ReviewSubmittedEvent>()
        .AddService<WorkflowActivity, ReviewDecidedEvent>()
        .AddService<WorkflowActivity, ReviewWithdrawnEvent>()
        .AddService<WorkflowActivity, AskReviewersTask>()
        .AddService<WorkflowActivity, RotateTurnsTask>()
        .AddService<WorkflowActivity, RemindReviewersTask>()
        .AddService<WorkflowActivity, EscalateReviewTask>()
        .AddService<WorkflowActivity, SettleDecisionTask>()
        .AddService<WorkflowActivity, AskForChangesTask>()
        .AddService<WorkflowActivity, DeclineTask>()
        .AddService<WorkflowActivity, PromoteTask>()
        .AddService<WorkflowActivity, VerifyTask>()
        .AddService<WorkflowActivity, OutcomeToldEvent>()
        .AddService<WorkflowActivity, NominateTask>()
        .AddService<WorkflowActivity, ShortenVerificationTask>()
        .AddService<WorkflowActivity, ArchiveUnusedTask>();

    private static bool HasADesk(CurrentMember me) =>
        me.Waiting(ReviewWaits.Review) > 0 || me.Waiting(ReviewWaits.Escalation) > 0 || me.Memberships.Any(m => m.Role is CommunityRole.Leader);
}
