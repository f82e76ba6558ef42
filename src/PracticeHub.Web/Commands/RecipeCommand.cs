using System.CommandLine;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Web.Commands;

/// <summary><c>recipe run NAME-OR-FILE</c></summary>
internal static class RecipeCommand
{
    public static Command Create()
    {
        var what = new Argument<string>("recipe") { Description = "The name of a recipe, or the path of a .recipe.json file." };
        var run = new Command("run", "Run a recipe: all of it, or nothing.") { what };
        run.SetAction((parsed, ct) => RunAsync(parsed.GetRequiredValue(what), ct));
        return new Command("recipe", "Set up or change the hub by a recipe.") { run };
    }

    private static async Task<int> RunAsync(string what, CancellationToken ct)
    {
        await using var app = HubApplication.Build([]);
        await Serve.OpenAsync(app, ct);
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            var recipe = Find(scope.ServiceProvider.GetRequiredService<RecipeLibrary>(), what);
            var done = await scope.ServiceProvider.GetRequiredService<RecipeRunner>()
                .RunAsync(recipe, new Dictionary<string, string>(), Serve.System, ct);
            foreach (var (name, count) in done.Counts)
            {
                Console.WriteLine($"{count,7} {name}");
            }

            return 0;
        }
        catch (RecipeException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            await Console.Error.WriteLineAsync("Nothing was changed.");
            return 1;
        }
    }

    private static Recipe Find(RecipeLibrary library, string what)
    {
        if (!File.Exists(what))
        {
            return library.Find(what) ?? throw new RecipeException($"There is neither a file nor a recipe named {what}.");
        }

        using var stream = File.OpenRead(what);
        return RecipeLibrary.Read(stream, what);
    }
}
