using Microsoft.AspNetCore.Identity;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Web.Commands;

/// <summary>What every verb does: opens the hub without serving it, works in one scope, and answers with an exit code.</summary>
internal static class Verb
{
    /// <summary>The exit code of a verb that was cancelled, as a shell knows it.</summary>
    public const int Cancelled = 130;

    public static async Task<int> RunAsync(Func<IServiceProvider, Task<int>> work, CancellationToken ct)
    {
        // SQLite works synchronously: nobody would listen for Ctrl+C before all is done.
        await Task.Yield();
        await using var app = Build();
        await Serve.OpenAsync(app, ct);
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <summary>The hub for a verb. Nobody waits for its page, so that it may wait for the database much longer.</summary>
    public static WebApplication Build() => HubApplication.Build([], builder => builder.Configuration["Hub:Database:Patience"] ??= "00:02:00");

    public static int Answer(IdentityResult result, string done)
    {
        if (!result.Succeeded)
        {
            return Refuse(string.Join(Environment.NewLine, result.Errors.Select(e => e.Description)));
        }

        Console.WriteLine(done);
        return 0;
    }

    /// <summary>Keeps in the audit trail what an operator did; saves it with all else that waits to be saved.</summary>
    public static Task<int> RecordAsync(IServiceProvider services, string verb, string subject, CancellationToken ct, params IEnumerable<HubChange> changes)
    {
        var db = services.GetRequiredService<HubDb>();
        db.RecordForHub(verb, Writer.Operator, services.GetRequiredService<TimeProvider>().GetUtcNow(), subject, changes);
        return db.SaveChangesAsync(ct);
    }

    public static int Refuse(string why)
    {
        Console.Error.WriteLine(why);
        return 1;
    }
}
