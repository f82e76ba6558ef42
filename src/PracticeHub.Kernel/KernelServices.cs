using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Import;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Recipes.Exports;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Kernel.Text;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Effects;
using PracticeHub.Kernel.Workflows.Requests;

namespace PracticeHub.Kernel;

/// <summary>Puts the kernel into the container.</summary>
public static class KernelServices
{
    /// <param name="recipes">The folder of the hub's own recipes.</param>
    public static IServiceCollection AddKernel(this IServiceCollection services, ModuleCatalog catalog, DatabaseEngine engine, string recipes)
    {
        services.AddSingleton(catalog).AddSingleton(engine);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<AccountDeeds>();
        services.AddDbContext<HubDb>((provider, options) =>
        {
            engine.Configure(options);
            options.AddInterceptors(provider.GetRequiredService<AccountDeeds>());
            // What two do with one context at once is found by the tests; here the watch would cost every query.
            options.EnableThreadSafetyChecks(false);
            // Whoever deals with a failure writes it down, once.
            options.ConfigureWarnings(warnings => warnings.Log(Quiet));
        }, optionsLifetime: ServiceLifetime.Singleton);
        services.AddSingleton<Hub>().AddScoped<CurrentHub>().AddSingleton<Ids>();
        services.AddSingleton<MarkdownRenderer>();
        services.AddScoped<CurrentMember>().AddScoped<Navigation>().AddScoped<FeatureSwitch>().AddScoped<Migrator>();
        services.AddScoped(s => s.GetRequiredService<CurrentHub>().State.Site);
        services.AddSingleton<Reprojection>();
        services.AddScoped<ContentStore>().AddScoped<Projector>().AddScoped<BodyProjection>().AddScoped<ItemRenderer>().AddScoped<Tallies>().AddScoped<ProjectionGround>().AddScoped<CardPaths>();
        services.AddScoped<ContentSchedule>().AddScoped<DueDeed>().AddScoped<ItemCheck>().AddSingleton<ScheduleRunner>();
        services.AddSingleton<PagePaths>();
        services.AddScoped<TermWriter>().AddScoped<TermNames>().AddScoped<TaxonomyTree>().AddScoped<ItemReader>().AddScoped<PageHead>().AddScoped<HubAddress>();
        services.AddScoped<ActivityReader>().AddSingleton<ActivityPump>().AddHostedService(s => s.GetRequiredService<ActivityPump>());
        services.AddSingleton(new RecipeLibrary(catalog, recipes)).AddScoped<RecipeRunner>().AddScoped<KeptSteps>().AddScoped<RecipeContext>().AddScoped<RecipeExporter>().AddSingleton<RecipeExpressions>();
        services.AddScoped<ImportBatch>().AddScoped<ImportRunner>();
        services.AddSingleton<WorkflowTypes>().AddSingleton<WorkflowTokens>().AddSingleton<WorkflowRunner>().AddScoped<WorkflowTrial>().AddScoped<WorkflowRequests>().AddSingleton<OutsideHttp>().AddSingleton<OutsideMail>().AddSingleton<EffectRunner>().AddHostedService(s => s.GetRequiredService<EffectRunner>());
        AddIdentity(services);
        foreach (var module in catalog.Modules)
        {
            module.Startup.ConfigureServices(services);
        }

        return services;
    }

    private static readonly (EventId, LogLevel)[] Quiet =
    [
        (RelationalEventId.ConnectionError, LogLevel.Debug), (RelationalEventId.CommandError, LogLevel.Debug),
        (CoreEventId.SaveChangesFailed, LogLevel.Debug), (CoreEventId.QueryIterationFailed, LogLevel.Debug),
        (RelationalEventId.TransactionError, LogLevel.Debug), (CoreEventId.OptimisticConcurrencyException, LogLevel.Debug),
    ];

    private static void AddIdentity(IServiceCollection services)
    {
        services.AddIdentity<HubUser, HubRole>(options =>
        {
            options.Stores.SchemaVersion = IdentitySchemaVersions.Version3;
            options.Password.RequiredLength = 10;
            options.Password.RequireNonAlphanumeric = false;
            options.Password.RequireUppercase = false;
            options.Password.RequireDigit = false;
            options.Lockout.MaxFailedAccessAttempts = 8;
            options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789._-";
        }).AddEntityFrameworkStores<HubDb>().AddDefaultTokenProviders().AddErrorDescriber<AccountErrors>();
        services.AddHttpContextAccessor();
    }
}
