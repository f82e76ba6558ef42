using System.Net;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Faults.Nodes;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Effects;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Reviews;

namespace PracticeHub.Faults;

/// <summary>
/// A practice on its way to promotion, by people who do again what did not go through, whatever dies meanwhile. What was
/// acknowledged has to be there, and what follows from it happens once.
/// </summary>
/// <param name="number">The node that its people use first.</param>
internal sealed class ReviewPath(NodeGroup nodes, ReviewWorld world, Outside outside, int number)
{
    /// <summary>A busy machine takes longer to answer than a node lives: then whoever asks has no answer at all, many times.</summary>
    private const int MostTries = 200;
    private string _title = "";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    /// <returns>What came of it, in words that are equal for every such path.</returns>
    public async Task<string> RunAsync(string title)
    {
        _title = title;
        var item = await world.PracticeAsync(title);
        await DoAsync(Cast.Amina, browser => browser.SubmitAsync($"/reviews/submit/{item}", "#submit", ("Note", "Please.")),
            db => db.ReviewRequests.AnyAsync(r => r.ItemId == item));
        var request = await nodes.Hub.InDbAsync(db => db.ReviewRequests.Where(r => r.ItemId == item).Select(r => r.Id).SingleAsync());
        await WaitAsync(db => db.Waits.AnyAsync(w => w.ItemId == item && w.Reason == "review"));
        foreach (var leader in new[] { Cast.Tomas, Cast.Nadia })
        {
            var id = Cast.IdOf(leader);
            await DoAsync(leader, browser => browser.SubmitAsync($"/reviews/{request}", "#decision", ("Verdict", nameof(Verdict.Approve)), ("Note", ""), ("CriteriaMet", "0")),
                db => db.ReviewRecord.AnyAsync(s => s.RequestId == request && s.UserId == id && s.Deed == ReviewDeed.Approve));
        }

        await WaitAsync(async db => await PassAsync(db, request) && await db.Workflows.AnyAsync(w => w.CorrelationId == request && w.Status == WorkflowStatus.Finished)
            && await db.Waits.AnyAsync(w => w.ItemId == item && w.Reason == Wait.Note));
        var told = outside.Workflow.TypeId;
        await WaitAsync(async db => await TakeOverAsync(db) && await db.Workflows.AnyAsync(w => w.CorrelationId == item && w.TypeId == told && w.Status == WorkflowStatus.Finished));
        return await nodes.Hub.InDbAsync(db => SeeAsync(db, item, request)) + Environment.NewLine + outside.About(item);
    }

    /// <summary>Does it as a person would: again, as long as nothing shows that it has happened.</summary>
    private async Task DoAsync(string who, Func<Browser, Task<PageSeen>> deed, Func<HubDb, Task<bool>> hasHappened)
    {
        var answers = new List<string>();
        for (var attempt = 0; attempt < MostTries; attempt++)
        {
            HttpStatusCode? answer = null;
            try
            {
                using var browser = new Browser((await nodes.AliveAsync(number + attempt)).Address);
                await browser.SignInAsync(who, Cast.Password);
                answer = (await deed(browser)).Status;
            }
            catch (HttpRequestException)
            {
                // The node has died; the person does not know how far it came.
            }

            if (await nodes.Hub.InDbAsync(hasHappened))
            {
                return;
            }

            Assert.True(answer is not HttpStatusCode.Found, $"{_title}: it was acknowledged, and is not there.");
            answers.Add(answer?.ToString() ?? "none");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Fail($"{_title}: it did not go through; it was answered {string.Join(", ", answers.CountBy(a => a).Select(a => $"{a.Value} times {a.Key}"))}.");
    }

    private async Task WaitAsync(Func<HubDb, Task<bool>> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await nodes.Hub.InDbAsync(condition))
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Patience, $"{_title}: what should follow does not.");
            await nodes.AliveAsync(number);
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Nobody takes the decision back, so nobody need wait until they could not any more.</summary>
    private static async Task<bool> PassAsync(HubDb db, string request)
    {
        await ReviewWorld.LetItStandAsync(db, request, TimeProvider.System.GetUtcNow());
        return true;
    }

    /// <summary>What a dead node had begun to send is taken over after a minute; nobody need wait for that either.</summary>
    private static async Task<bool> TakeOverAsync(HubDb db)
    {
        var now = TimeProvider.System.GetUtcNow();
        var late = now + WorkflowEffect.Lease - TimeSpan.FromSeconds(5);
        var left = db.Set<WorkflowEffect>().Where(e => e.NextUtc > now && e.NextUtc < late);
        // On SQLite a look costs the nodes nothing, and a write makes them wait.
        if (await left.AnyAsync())
        {
            await left.ExecuteUpdateAsync(set => set.SetProperty(e => e.NextUtc, now));
        }

        return true;
    }

    private static async Task<string> SeeAsync(HubDb db, string item, string request)
    {
        var card = await db.Cards.SingleAsync(c => c.ItemId == item);
        var verbs = await db.Set<ActivityRecord>().Where(a => a.ItemId == item).Select(a => a.Verb).ToListAsync();
        var waits = await db.Waits.Where(w => w.ItemId == item).Select(w => w.Reason + " of " + w.UserId).ToListAsync();
        var steps = await db.ReviewRecord.Where(s => s.RequestId == request).Select(s => s.Deed + " by " + s.UserId).ToListAsync();
        var instances = await db.Workflows.Where(w => w.CorrelationId == request).Select(w => w.WorkflowId + " " + w.Status).ToListAsync();
        var ids = instances.Select(i => i.Split(' ')[0]).ToList();
        var left = await db.WorkflowEvents.CountAsync(e => ids.Contains(e.WorkflowId)) + await db.WorkflowBookmarks.CountAsync(b => ids.Contains(b.WorkflowId));
        return $"""
            {card.State}, promoted to {card.Promotion}
            deeds: {Sorted(verbs)}
            waits: {Sorted(waits)}
            record: {Sorted(steps)}
            workflow: {Sorted(instances.Select(i => i.Split(' ')[1]))}, {left} left to do
            """;
    }

    private static string Sorted(IEnumerable<string> texts) => string.Join(", ", texts.Order(StringComparer.Ordinal));
}
