using System.CommandLine;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Web.Commands;

/// <summary><c>reindex [--type TYPE]</c></summary>
internal static class ReindexCommand
{
    public static Command Create()
    {
        var type = new Option<string?>("--type") { Description = "Only items of this content type." };
        var command = new Command("reindex", "Make lists, pages and search anew from what is stored. People may go on working meanwhile.") { type };
        command.SetAction((parsed, ct) => Verb.RunAsync(async services =>
        {
            var done = 0;
            await services.GetRequiredService<Reprojection>().RunAsync(parsed.GetValue(type), int.MaxValue, ct, new Progress<int>(count => done = count));
            await Verb.RecordAsync(services, "index.rebuilt", parsed.GetValue(type) ?? "*", ct, new HubChange("Items", null, $"{done}"));
            Console.WriteLine($"{done:N0} items");
            return 0;
        }, ct));
        return command;
    }
}
