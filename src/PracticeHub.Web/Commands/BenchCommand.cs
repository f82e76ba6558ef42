using System.CommandLine;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Web.Commands;

/// <summary><c>bench seed --items N</c>: fills an empty hub with made-up content for measuring, and prints what to measure.</summary>
internal static class BenchCommand
{
    public static Command Create()
    {
        var items = new Option<int>("--items") { Description = "How many items to make.", DefaultValueFactory = _ => 10_000 };
        var seed = new Command("seed", "Fill an empty hub for measuring; never on a hub that people use.") { items };
        seed.SetAction((parsed, ct) => Verb.RunAsync(services => SeedAsync(services, parsed.GetValue(items), ct), ct));
        return new Command("bench", "Measure the hub (for developers).") { seed };
    }

    private static async Task<int> SeedAsync(IServiceProvider services, int items, CancellationToken ct)
    {
        if (services.GetRequiredService<PracticeHub.Kernel.Modules.Hub>().State.IsSetUp)
        {
            return Verb.Refuse("This hub is not empty.");
        }

        await services.GetRequiredService<RecipeRunner>().RunAsync("Hub", Serve.System, ct);
        var urls = await new BenchContent(services.GetRequiredService<IServiceScopeFactory>(), items).PlantAsync(ct);
        foreach (var (name, url) in urls)
        {
            Console.WriteLine(JsonSerializer.Serialize(new { name, url }));
        }

        Console.WriteLine("""{"name":"Log work","url":"/log","form":"/log","fields":{"Markdown":"Measured the hub today. It held.","Audience":"Everyone"}}""");
        return 0;
    }
}
