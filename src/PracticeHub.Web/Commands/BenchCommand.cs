using System.CommandLine;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Web.Commands;

/// <summary>
/// <c>bench seed --items N</c>: fills an empty hub with made-up content for measuring, and prints what to measure.
/// <c>bench workflows --waiting N</c>: lets so many instances wait in such a hub, measures the engine and prints what came out.
/// </summary>
internal static class BenchCommand
{
    private const string WorkLog = """
        Looked into the nightly job again, run {n}. It waits for a lock that the export holds.

        - moved the export to **03:30**
        - added the `lock_timeout` that we agreed on
        - next: see whether the [runbook](https://example.org/runbook) needs a line about it
        """;

    public static Command Create()
    {
        var items = new Option<int>("--items") { Description = "How many items to make.", DefaultValueFactory = _ => 10_000 };
        var seed = new Command("seed", "Fill an empty hub for measuring; never on a hub that people use.") { items };
        seed.SetAction((parsed, ct) => Verb.RunAsync(services => SeedAsync(services, parsed.GetValue(items), ct), ct));

        var waiting = new Option<int>("--waiting") { Description = "How many instances wait meanwhile." };
        var seconds = new Option<int>("--seconds") { Description = "How long each measurement takes.", DefaultValueFactory = _ => 10 };
        var workflows = new Command("workflows", "Measure the workflow engine in a seeded hub that nobody serves.") { waiting, seconds };
        workflows.SetAction((parsed, ct) => Verb.RunAsync(services => new BenchWorkflows(services, parsed.GetValue(waiting), TimeSpan.FromSeconds(parsed.GetValue(seconds))).RunAsync(ct), ct));
        return new Command("bench", "Measure the hub (for developers).") { seed, workflows };
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

        // What is written differs each time by the {n}.
        Console.WriteLine(JsonSerializer.Serialize(new { name = "Log work", url = "/log", form = "/log", fields = new { Markdown = WorkLog, Audience = "Everyone" } }));
        for (var i = 0; i < 8; i++)
        {
            var change = $"/topics/{BenchContent.TopicId(130 + i)}/change";
            Console.WriteLine(JsonSerializer.Serialize(new { name = "Rename a topic", url = change, form = change, fields = new Dictionary<string, string> { ["Form.Title"] = "Renamed {n}" } }));
        }

        return 0;
    }
}
