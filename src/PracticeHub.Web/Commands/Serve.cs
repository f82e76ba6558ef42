using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Web.Commands;

/// <summary>Serves the hub; an empty one is set up, by the demo recipe in Development and by the plain one elsewhere.</summary>
internal static class Serve
{
    public static async Task<int> RunAsync(CancellationToken ct)
    {
        await using var app = HubApplication.Build([]);
        await OpenAsync(app, ct);
        await app.StartAsync(ct);
        Greeting.Print(app);
        // Whoever opens the hub meanwhile is told; pages begin when all of it is there.
        await PlantAsync(app, ct);
        await app.WaitForShutdownAsync(ct);
        return 0;
    }

    /// <summary>Brings the schema and the hub's state up to date, and plants a recipe in an empty hub.</summary>
    public static async Task PrepareAsync(WebApplication app, CancellationToken ct)
    {
        await OpenAsync(app, ct);
        await PlantAsync(app, ct);
    }

    private static async Task PlantAsync(WebApplication app, CancellationToken ct)
    {
        var hub = app.Services.GetRequiredService<Hub>();
        if (!hub.State.IsSetUp)
        {
            await using var scope = app.Services.CreateAsyncScope();
            var recipe = app.Configuration["Hub:Recipe"] ?? (app.Environment.IsDevelopment() ? "Demo" : "Hub");
            await scope.ServiceProvider.GetRequiredService<RecipeRunner>().RunAsync(recipe, System, ct);
        }
    }

    /// <summary>In whose name the hub sets itself up.</summary>
    public static readonly Writer System = new(Writer.Hub, "PracticeHub");

    /// <summary>In whose name verbs do what they do.</summary>
    public static readonly Writer Operator = new(Writer.Operator, "PracticeHub");

    public static async Task OpenAsync(WebApplication app, CancellationToken ct)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Migrator>().MigrateAsync(ct);
        await app.Services.GetRequiredService<Hub>().ReloadAsync(ct);
    }
}
