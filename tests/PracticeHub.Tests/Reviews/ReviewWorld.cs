using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Reviews;

/// <summary>A community with leaders and criteria, and practices in it, each test's own.</summary>
internal sealed class ReviewWorld(TestHub hub)
{
    public const string What = "Start from the timeline, not from the cause.";

    public string CommunityId { get; } = Ids.New(DateTimeOffset.UnixEpoch.AddYears(50));

    public static async Task<ReviewWorld> WithLeadersAsync(TestHub hub, int approvals, Openness openness, params string[] leaders)
    {
        var world = new ReviewWorld(hub);
        await hub.InScopeAsync(services => world.FoundAsync(services, approvals, openness, leaders));
        return world;
    }

    /// <summary>Amina's practice, a draft unless it is published.</summary>
    public Task<string> PracticeAsync(string title, bool isPublished = false, string owner = Cast.Amina) => hub.InScopeAsync(async services =>
    {
        var (db, store) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<ContentStore>());
        var by = new Writer(Cast.IdOf(owner), owner);
        var item = store.New("Practice", by);
        item.DisplayText = title;
        item.Document["PracticePart"] = new JsonObject { ["Summary"] = "An hour, no more.", ["What"] = What };
        item.Put(new SharingPart(CommunityId, Audience.Community));
        Assert.Null(isPublished ? await store.PublishAsync(item, by, default) : await store.SaveDraftAsync(item, by, default));
        await db.SaveChangesAsync();
        return item.Id;
    });

    public Task<string> ReviseAsync(string itemId, string what) => hub.InScopeAsync(async services =>
    {
        var (db, store) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<ContentStore>());
        var item = (await store.FindLatestAsync(itemId, default))!;
        item.Document["PracticePart"]!["What"] = what;
        Assert.Null(await store.SaveDraftAsync(item, new(Cast.IdOf(Cast.Amina), Cast.Amina), default));
        await db.SaveChangesAsync();
        return item.VersionId!;
    });

    public async Task<string> SubmitAsync(string itemId, string note = "Please look hardest at when not.")
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.SubmitAsync($"/reviews/submit/{itemId}", "#submit", ("Note", note));
        Assert.Equal(System.Net.HttpStatusCode.Found, page.Status);
        await SettleAsync();
        return page.Location!.Split('/')[^1];
    }

    /// <summary>Decides, and lets the seconds pass in which that could be taken back.</summary>
    public async Task<PageSeen> DecideAsync(string requestId, string leader, Verdict verdict, string note = "")
    {
        var page = await SayAsync(requestId, leader, verdict, note);
        await LetItStandAsync(requestId);
        return page;
    }

    public async Task<PageSeen> SayAsync(string requestId, string leader, Verdict verdict, string note = "", string? nextStep = "Cite the policy instead.")
    {
        using var browser = await hub.AsAsync(leader);
        var page = await browser.SubmitAsync($"/reviews/{requestId}", "#decision", ("Verdict", verdict.ToString()), ("Note", note), ("CriteriaMet", "0"), ("NextStep", nextStep));
        await SettleAsync();
        return page;
    }

    /// <summary>For this review alone there is time to take a decision back, however slow the machine.</summary>
    public Task LeaveTimeToUndoAsync(string requestId) =>
        hub.InDbAsync(db => db.ReviewRequests.Where(r => r.Id == requestId).ExecuteUpdateAsync(set => set.SetProperty(r => r.UndoSeconds, 600)));

    /// <summary>For this review alone the time to take a decision back is over: nobody else's clock moves.</summary>
    public async Task LetItStandAsync(string requestId)
    {
        await SettleAsync();
        await hub.InDbAsync(db => LetItStandAsync(db, requestId, hub.Clock.GetUtcNow()));
        await SettleAsync();
    }

    /// <inheritdoc cref="LetItStandAsync(string)"/>
    public static async Task<int> LetItStandAsync(HubDb db, string requestId, DateTimeOffset now)
    {
        var waiting = db.WorkflowBookmarks.Where(b => b.CorrelationId == requestId && b.ActivityId == "settle" && b.DueUtc > now);
        if (await waiting.Select(b => b.WorkflowId).FirstOrDefaultAsync() is not { } workflow)
        {
            return 0;
        }

        await db.ReviewRequests.Where(r => r.Id == requestId).ExecuteUpdateAsync(set => set.SetProperty(r => r.SettlesUtc, (DateTimeOffset?)now));
        await waiting.ExecuteUpdateAsync(set => set.SetProperty(b => b.DueUtc, (DateTimeOffset?)now));
        return await db.Workflows.Where(w => w.WorkflowId == workflow).ExecuteUpdateAsync(set => set.SetProperty(w => w.WakeUtc, (DateTimeOffset?)now));
    }

    /// <summary>Presses a button of a page, or sends what no page offers.</summary>
    public async Task<PageSeen> PostAsync(string who, string path, params (string Name, string Value)[] fields)
    {
        using var browser = await hub.AsAsync(who);
        var token = (await browser.GetAsync("/sign-out")).One("main input[name=__RequestVerificationToken]").GetAttribute("value")!;
        using var form = new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value)).Append(new("__RequestVerificationToken", token)));
        return await browser.SendAsync(path, form);
    }

    /// <summary>Whose turn it is, by user name.</summary>
    public Task<List<string>> TurnsAsync(string requestId) => hub.InDbAsync(async db =>
        (await db.ReviewTurns.Where(t => t.RequestId == requestId && t.EndedUtc == null).OrderBy(t => t.UserId).Select(t => t.UserId).ToListAsync()).ConvertAll(id => id.TrimStart('0')));

    public Task<List<ReviewDeed>> RecordAsync(string itemId) => hub.InDbAsync(db => db.ReviewRecord.Where(r => r.ItemId == itemId).OrderBy(r => r.Id).Select(r => r.Deed).ToListAsync());

    /// <summary>Moves a hub of its own to a moment, and lets happen what is due.</summary>
    public async Task GoToAsync(DateTimeOffset at)
    {
        hub.Clock.Advance(at - hub.Clock.GetUtcNow());
        await SettleAsync();
    }

    /// <summary>Waits until no workflow has anything to do; on PostgreSQL the log may lag behind other tests' transactions.</summary>
    public async Task SettleAsync()
    {
        for (var i = 0; i < 100; i++)
        {
            await hub.SettleAsync();
            if (await hub.InDbAsync(IsQuietAsync))
            {
                return;
            }

            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    public Task<Card> CardAsync(string itemId) => hub.InDbAsync(db => db.Cards.AsNoTracking().SingleAsync(c => c.ItemId == itemId));

    public Task<ReviewRequest> RequestAsync(string id) => hub.InDbAsync(db => db.ReviewRequests.AsNoTracking().SingleAsync(r => r.Id == id));

    public Task<WorkflowInstance> WorkflowAsync(string requestId) =>
        hub.InDbAsync(db => db.Workflows.AsNoTracking().SingleAsync(w => w.CorrelationId == requestId));

    public Task<List<string>> WaitingAsync(string itemId, string reason) => hub.InDbAsync(db =>
        db.Waits.Where(w => w.ItemId == itemId && w.Reason == reason).OrderBy(w => w.UserId).Select(w => w.UserId).ToListAsync());

    public Task<int> VerbsAsync(string itemId, string verb) => hub.InDbAsync(db => db.Set<PracticeHub.Kernel.Activity.ActivityRecord>().CountAsync(a => a.ItemId == itemId && a.Verb == verb));

    private async Task<bool> IsQuietAsync(HubDb db)
    {
        var now = hub.Clock.GetUtcNow();
        var last = await db.Set<PracticeHub.Kernel.Activity.ActivityRecord>().MaxAsync(a => (long?)a.Id) ?? 0;
        var cursor = await db.Set<PracticeHub.Kernel.Activity.ActivityCursor>().Where(c => c.Name == "workflows").Select(c => c.ActivityId).FirstOrDefaultAsync();
        return cursor >= last && !await db.Workflows.AnyAsync(w => w.WakeUtc <= now);
    }

    private async Task<int> FoundAsync(IServiceProvider services, int approvals, Openness openness, string[] leaders)
    {
        var (db, store) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<ContentStore>());
        var by = new Writer(Cast.IdOf(Cast.Maren), Cast.Maren);
        var item = ContentItem.New(CommunityId, "Community");
        (item.DisplayText, item.Owner) = ($"Circle {CommunityId[^6..]}", by.UserId);
        item.Document["CommunityPart"] = new JsonObject
        {
            ["Purpose"] = "Fewer repeated incidents.", ["WhoFor"] = "Everyone on call.", ["Charter"] = "", ["Rhythm"] = "", ["Openness"] = openness.ToString(), ["ApprovalsNeeded"] = approvals, ["ReviewDays"] = 5, ["VerifyDays"] = 90,
            ["Criteria"] = new JsonArray("Says when it applies", "Names its evidence", "Was tried by a second team"),
        };
        Assert.Null(await store.PublishAsync(item, by, default));
        if (await db.FindAsync<Community>(CommunityId) is null)
        {
            db.Add(new Community { Id = CommunityId, Title = item.DisplayText, Path = "communities/" + CommunityId, Openness = openness });
        }

        db.AddRange(leaders.Select(l => new Membership(CommunityId, Cast.IdOf(l), CommunityRole.Leader, hub.Clock.GetUtcNow())));
        if (!leaders.Contains(Cast.Amina))
        {
            db.Add(new Membership(CommunityId, Cast.IdOf(Cast.Amina), CommunityRole.Member, hub.Clock.GetUtcNow()));
        }

        return await db.SaveChangesAsync();
    }
}
