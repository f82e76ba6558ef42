using System.CommandLine;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Workflows.Effects;

namespace PracticeHub.Web.Commands;

/// <summary><c>doctor</c>: looks whether the hub is in order, and says what to do where it is not.</summary>
internal static class DoctorCommand
{
    private sealed record Finding(string What, bool IsWell, string Detail);

    public static Command Create()
    {
        var command = new Command("doctor", "Check the database, the read models and the activity log.");
        command.SetAction((_, ct) => Verb.RunAsync(async services =>
        {
            var isWell = true;
            await foreach (var finding in ExamineAsync(services, ct))
            {
                isWell &= finding.IsWell;
                Console.WriteLine($"{(finding.IsWell ? "ok  " : "BAD ")} {finding.What}: {finding.Detail}");
            }

            return isWell ? 0 : 1;
        }, ct));
        return command;
    }

    private static async IAsyncEnumerable<Finding> ExamineAsync(IServiceProvider services, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        var (db, engine, hub) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<DatabaseEngine>(), services.GetRequiredService<Hub>());
        yield return new("database", true, $"{engine.Name}, schema up to date ({engine.Migrations.Count} scripts)");
        yield return new("set-up", hub.State.IsSetUp, hub.State.IsSetUp ? $"{hub.State.Features.Count} features on" : "empty; run a recipe: recipe run Hub");

        if (services.GetRequiredService<OutsideMail>().IsConfigured)
        {
            var address = hub.State.Site.BaseUrl;
            yield return new("mail", address.Length > 0, address.Length > 0 ? $"leads to {address}" : "leads to where the hub listens, which others may not reach: say under Administration, Settings, at which address they do");
        }

        var items = await db.Set<ContentHead>().CountAsync(ct);
        var without = await db.Set<ContentHead>().CountAsync(h => !db.Set<Card>().Any(c => c.ItemId == h.ItemId), ct);
        yield return new("read models", without == 0, without == 0 ? $"{items} items, each with its card" : $"{without} of {items} items have no card");

        var lost = await db.Set<ContentHead>().CountAsync(h => !db.Set<ContentVersion>().Any(v => v.VersionId == h.LatestVersionId), ct);
        yield return new("versions", lost == 0, lost == 0 ? "every item has its latest version" : $"{lost} items point to a version that is gone");

        var negative = await db.Set<Tally>().CountAsync(t => t.Items < 0, ct);
        yield return new("counts", negative == 0, negative == 0 ? "no count below zero" : $"{negative} counts are below zero");

        var newest = await db.Activities.MaxAsync(a => (long?)a.Id, ct) ?? 0;
        foreach (var cursor in await db.Set<ActivityCursor>().AsNoTracking().ToListAsync(ct))
        {
            var behind = newest - cursor.ActivityId;
            yield return new($"consumer {cursor.Name}", behind < 10_000, behind == 0 ? "at the end of the log" : $"{behind} activities behind");
        }
    }
}
