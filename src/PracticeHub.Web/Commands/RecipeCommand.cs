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
        run.SetAction((parsed, ct) => Verb.RunAsync(services => RunAsync(services, parsed.GetRequiredValue(what), ct), ct));
        return new Command("recipe", "Set up or change the hub by a recipe.") { run };
    }

    private static async Task<int> RunAsync(IServiceProvider services, string what, CancellationToken ct)
    {
        try
        {
            var recipe = Find(services.GetRequiredService<RecipeLibrary>(), what);
            var done = await services.GetRequiredService<RecipeRunner>().RunAsync(recipe, new Dictionary<string, string>(), Serve.System, ct);
            foreach (var (name, count) in done.Counts)
            {
                Console.WriteLine($"{count,7} {name}");
            }

            return 0;
        }
        catch (RecipeException refused)
        {
            return Verb.Refuse($"{refused.Message}{Environment.NewLine}Nothing was changed.");
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
