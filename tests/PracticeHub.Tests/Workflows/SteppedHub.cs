using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Effects;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Workflows;

/// <summary>A hub of a test's own whose workflows move only when the test says so, in a time that stands still.</summary>
internal sealed class SteppedHub(TestHub hub) : IAsyncDisposable
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public TestHub Hub => hub;

    public static async Task<SteppedHub> OfAsync(TestHub shared, params (string Key, string Value)[] settings)
    {
        var own = await shared.FreshAsync(settings: settings);
        own.Clock.Stop();
        await own.Services.GetRequiredService<ActivityPump>().StopAsync(Ct);
        await own.Services.GetRequiredService<EffectRunner>().StopAsync(Ct);
        return new(own);
    }

    /// <summary>Keeps a type; it is old enough to be remembered, and not read again for every deed.</summary>
    public async Task StoreAsync(DrawnWorkflow drawn)
    {
        await drawn.StoreAsync(hub);
        hub.Clock.Advance(TimeSpan.FromMinutes(11));
    }

    public Task SignalAsync(string name, string about) => hub.InDbAsync(async db =>
    {
        db.Signal(name, about, "system", hub.Clock.GetUtcNow());
        return await db.SaveChangesAsync(Ct);
    });

    /// <summary>Delivers what happened and runs what is due, until nothing is left.</summary>
    public async Task SettleAsync()
    {
        int done;
        do
        {
            done = await hub.InScopeAsync(DeliverAsync) + await hub.Services.GetRequiredService<WorkflowRunner>().RunDueAsync(Ct);
        }
        while (done > 0 || !await IsAllReadAsync());
    }

    /// <summary>As <see cref="SettleAsync"/>, while the database fails once; without waiting for what is put off.</summary>
    public async Task CrashAsync(int atStep)
    {
        hub.Faults.Set(atStep, isForGood: false);
        hub.Faults.IsOff = false;
        try
        {
            await SettleAsync();
        }
        catch (Exception) when (hub.Faults.HasCrashed)
        {
            // Whoever reads the log next begins where it was.
        }

        hub.Faults.IsOff = true;
        await SettleAsync();
    }

    /// <summary>The last signs about something, in the order of the log.</summary>
    public Task<List<string>> NewestSignsAsync(string about, int count) => hub.InDbAsync(async db =>
    {
        var deeds = await db.Activities.Where(a => a.ItemId == about).OrderByDescending(a => a.TransactionId).ThenByDescending(a => a.Id).Take(count).Select(a => a.Data!).ToListAsync(Ct);
        return deeds.AsEnumerable().Reverse().Select(data => JsonNode.Parse(data)!["signal"]!.ToString()).ToList();
    });

    /// <summary>Carries out what is due outside.</summary>
    /// <returns>The activities to which an answer is on its way, in the order in which they get it.</returns>
    public async Task<List<string>> AskAsync(string about)
    {
        await hub.Services.GetRequiredService<EffectRunner>().RunDueAsync(Ct);
        return await hub.InDbAsync(db =>
        {
            var workflows = db.Workflows.Where(w => w.CorrelationId == about);
            return db.WorkflowEvents.Where(e => (e.Name == nameof(EffectKind.Http) || e.Name == nameof(EffectKind.Mail)) && workflows.Any(w => w.WorkflowId == e.WorkflowId))
                .OrderBy(e => e.Id).Select(e => e.ActivityId!).ToListAsync(Ct);
        });
    }

    public ValueTask DisposeAsync() => hub.DisposeAsync();

    /// <summary>Delivers what happened, as far as the log is settled.</summary>
    public static Task<int> DeliverAsync(IServiceProvider services) => services.GetRequiredService<ActivityReader>()
        .AdvanceAsync(services.GetRequiredService<CurrentHub>().Services<IActivityConsumer>().Single(c => c.Name == "workflows"), Ct);

    /// <summary>On PostgreSQL what other tests have open keeps the newest deeds back for a while.</summary>
    private async Task<bool> IsAllReadAsync()
    {
        if (await hub.InScopeAsync(async services =>
        {
            var reader = services.GetRequiredService<ActivityReader>();
            return await reader.HasReachedAsync("workflows", await reader.EndAsync(Ct), Ct);
        }))
        {
            return true;
        }

        await Task.Delay(10, Ct);
        return false;
    }
}
