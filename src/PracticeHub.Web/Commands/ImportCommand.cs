using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Import;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Web.Commands;

/// <summary><c>import notes|links|practices PATH [--community SLUG] [--as USER]</c></summary>
internal static class ImportCommand
{
    private static readonly Argument<string> What = new("what") { Description = "What it is: notes, links or practices." };
    private static readonly Argument<string> From = new("path") { Description = "The file or folder." };
    private static readonly Option<string?> Into = new("--community") { Description = "The community that it shall stand in: the last part of its address." };
    private static readonly Option<string?> By = new("--as") { Description = "The user name of the person whose it shall be." };

    public static Command Create()
    {
        var command = new Command("import", "Bring content in from files: all of it, or nothing. A second run doubles nothing.") { What, From, Into, By };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken ct)
    {
        await using var app = Verb.Build();
        await Serve.PrepareAsync(app, ct);
        await using var scope = app.Services.CreateAsyncScope();
        try
        {
            var db = scope.ServiceProvider.GetRequiredService<HubDb>();
            var request = new ImportRequest(
                Path.GetFullPath(parsed.GetRequiredValue(From)), await CommunityAsync(db, parsed.GetValue(Into), ct), await WriterAsync(db, parsed.GetValue(By), ct));
            var report = await scope.ServiceProvider.GetRequiredService<ImportRunner>()
                .RunAsync(parsed.GetRequiredValue(What), request, Console.Error, ct);
            report.Print(Console.Out);
            return 0;
        }
        catch (ImportException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            await Console.Error.WriteLineAsync("Nothing was changed.");
            return 1;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("Cancelled. Nothing was changed.");
            return Verb.Cancelled;
        }
    }

    private static async Task<string?> CommunityAsync(HubDb db, string? slug, CancellationToken ct)
    {
        if (slug is null)
        {
            return null;
        }

        var path = $"communities/{slug.Trim('/')}";
        return await db.Set<Community>().Where(c => c.Path == path).Select(c => c.Id).SingleOrDefaultAsync(ct)
            ?? throw new ImportException($"There is no community at /{path}.");
    }

    private static async Task<Writer> WriterAsync(HubDb db, string? userName, CancellationToken ct)
    {
        if (userName is null)
        {
            return Serve.System;
        }

        return await db.Users.Where(u => u.UserName == userName).Select(u => new Writer(u.Id, u.UserName!)).SingleOrDefaultAsync(ct)
            ?? throw new ImportException($"There is nobody with the user name {userName}.");
    }
}
