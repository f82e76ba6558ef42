using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Practices;

namespace PracticeHub.Tests.Contents;

public abstract class Scheduling(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_has_a_time_is_published_then_and_archived_then_in_the_name_of_who_set_it()
    {
        await using var own = await SteppedAsync();
        await InBerlinAsync(own, Cast.Amina);
        using var amina = await own.AsAsync(Cast.Amina);
        using var omar = await own.AsAsync(Cast.Omar);
        var publish = Second(own.Clock.GetUtcNow()) + TimeSpan.FromHours(3);
        var id = await WriteAsync(amina, "Fire drill", Berlin(publish), Berlin(publish.AddHours(1)));
        Assert.Equal(publish, (await own.LatestAsync(id))!.PublishAtUtc);
        Assert.Contains("Will be published by itself", (await amina.GetAsync($"/content/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(Berlin(publish), (await amina.GetAsync($"/content/{id}/edit")).One("[name='PublishLaterPart.ScheduledPublishUtc']").GetAttribute("value"));

        await RunAtAsync(own, publish.AddSeconds(-1));
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync("/fire-drill")).Status);
        await RunAtAsync(own, publish);
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync("/fire-drill")).Status);
        Assert.Null((await own.PublishedAsync(id))!.PublishAtUtc);

        await RunAtAsync(own, publish.AddHours(1));
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync("/fire-drill")).Status);
        Assert.Null((await own.LatestAsync(id))!.ArchiveAtUtc);
        Assert.Equal(["content.saved", "content.published", "content.unpublished"], await DeedsAsync(own, id));
        Assert.Empty(await RowsAsync(own));
    }

    [Fact]
    public async Task Whoever_sets_a_time_comes_back_to_an_item_whatever_script_its_address_is_in()
    {
        await hub.TypeAsync("Tale", "ArchiveLaterPart");
        using var amina = await hub.AsAsync(Cast.Amina);
        var done = await amina.SubmitAsync("/content/write/Tale", "form.form", ("TitlePart.Title", "מעשה " + Ids.New(hub.Clock.GetUtcNow())), ("Tale.Reason.Text", "x"), ("action", "publish"));
        var form = await amina.GetAsync($"{done.Location}/schedule");
        var fields = new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = form.One("main input[name=__RequestVerificationToken]").GetAttribute("value")!, ["ArchiveLaterPart.ScheduledArchiveUtc"] = Utc(hub.Clock.GetUtcNow().AddDays(1)),
        };
        using var typed = new FormUrlEncodedContent(fields);
        using var answer = await amina.Http.PostAsync(new Uri($"{done.Location}/schedule", UriKind.Relative), typed, Ct);
        // A header with any other letter is refused by the server that sends it.
        var location = Assert.Single(answer.Headers.GetValues("Location"));
        Assert.True(location.All(char.IsAscii), location);
        Assert.Contains("מעשה", (await amina.GetAsync(location)).One("h1").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_that_has_passed_or_is_none_is_refused_and_kept_to_be_corrected()
    {
        await hub.TypeAsync("Past", "PublishLaterPart", "ArchiveLaterPart");
        using var amina = await hub.AsAsync(Cast.Amina);
        var now = hub.Clock.GetUtcNow();
        foreach (var (publish, archive, why) in new[]
        {
            (Utc(now.AddMinutes(-1)), "", "Publish at: this time has passed."), ("soon", "", "is no time."), ("", Utc(now.AddDays(-1)), "Archive at: this time has passed."),
            (Utc(now.AddDays(2)), Utc(now.AddDays(1)), "archived before it is published"),
        })
        {
            var refused = await amina.SubmitAsync("/content/write/Past", "form.form", ("TitlePart.Title", "Late"), ("Past.Reason.Text", "x"),
                ("PublishLaterPart.ScheduledPublishUtc", publish), ("ArchiveLaterPart.ScheduledArchiveUtc", archive), ("action", "publish"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.Contains(why, refused.Text, StringComparison.Ordinal);
            Assert.Equal("Late", refused.One("[name='TitlePart.Title']").GetAttribute("value"));
            Assert.Equal(publish, refused.One("[name='PublishLaterPart.ScheduledPublishUtc']").GetAttribute("value"));
        }
    }

    [Fact]
    public async Task Taking_the_time_away_or_publishing_before_it_leaves_nothing_to_do()
    {
        await using var own = await SteppedAsync();
        using var amina = await own.AsAsync(Cast.Amina);
        var at = own.Clock.GetUtcNow().AddHours(1);
        var id = await WriteAsync(amina, "Called off", Utc(at));
        Assert.Single(await RowsAsync(own));
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync($"/content/{id}/edit", "form.form", ("PublishLaterPart.ScheduledPublishUtc", ""), ("action", "draft"))).Status);
        Assert.Empty(await RowsAsync(own));
        await RunAtAsync(own, at);
        Assert.Null(await own.PublishedAsync(id));
    }

    [Fact]
    public async Task Two_nodes_publish_it_once()
    {
        await using var own = await SteppedAsync();
        using var amina = await own.AsAsync(Cast.Amina);
        var at = own.Clock.GetUtcNow().AddHours(1);
        var ids = new List<string>();
        for (var i = 0; i < 5; i++)
        {
            ids.Add(await WriteAsync(amina, $"Notice {i}", Utc(at)));
        }

        own.Clock.Advance(TimeSpan.FromHours(2));
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => own.Services.GetRequiredService<ScheduleRunner>().RunDueAsync(Ct)));
        foreach (var id in ids)
        {
            Assert.Equal(["content.saved", "content.published"], await DeedsAsync(own, id));
        }
    }

    [Fact]
    public async Task Whichever_step_crashes_it_is_published_exactly_once()
    {
        await using var own = await SteppedAsync();
        using var amina = await own.AsAsync(Cast.Amina);
        var crashes = 0;
        for (var crashAt = 1; ; crashAt++)
        {
            var id = await WriteAsync(amina, $"Crash {crashAt}", Utc(own.Clock.GetUtcNow().AddHours(1)));
            own.Clock.Advance(TimeSpan.FromHours(2));
            own.Faults.Set(crashAt, isForGood: true);
            await Record.ExceptionAsync(() => own.Services.GetRequiredService<ScheduleRunner>().RunDueAsync(Ct));
            var hasCrashed = own.Faults.HasCrashed;
            own.Faults.Set(0, isForGood: false);
            await RunAtAsync(own, own.Clock.GetUtcNow().AddHours(1));
            Assert.Equal(["content.saved", "content.published"], await DeedsAsync(own, id));
            if (!hasCrashed)
            {
                break;
            }

            crashes++;
        }

        Assert.InRange(crashes, 4, 200);
    }

    [Fact]
    public async Task What_came_due_while_the_hub_was_down_is_done_when_it_is_up()
    {
        await using var own = await SteppedAsync();
        using var amina = await own.AsAsync(Cast.Amina);
        var id = await WriteAsync(amina, "Overnight", Utc(own.Clock.GetUtcNow().AddHours(1)));
        own.Clock.Advance(TimeSpan.FromDays(3));
        await own.RestartAsync();
        await own.SettleAsync();
        Assert.NotNull(await own.PublishedAsync(id));
    }

    [Fact]
    public async Task What_cannot_be_published_waits_for_its_owner_who_is_told_why()
    {
        await using var own = await SteppedAsync();
        var at = own.Clock.GetUtcNow().AddHours(1);
        await own.BringAsync($$"""
            { "ContentItemId": "4sch0000000000000000000001", "ContentType": "Notice", "DisplayText": "Half done", "Latest": true, "Published": false, "Owner": "{{Cast.IdOf(Cast.Amina)}}", "Author": "amina",
              "TitlePart": { "Title": "Half done" }, "PublishLaterPart": { "ScheduledPublishUtc": "{{Utc(at)}}Z" } }
            """);
        await RunAtAsync(own, at);
        using var amina = await own.AsAsync(Cast.Amina);
        Assert.Null(await own.PublishedAsync("4sch0000000000000000000001"));
        Assert.Contains("Half done", (await amina.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.Contains("Reason is needed.", (await amina.GetAsync("/half-done")).Text, StringComparison.Ordinal);

        var later = own.Clock.GetUtcNow().AddHours(1);
        var done = await amina.SubmitAsync("/content/4sch0000000000000000000001/edit", "form.form", ("Notice.Reason.Text", "Now it has one"), ("PublishLaterPart.ScheduledPublishUtc", Utc(later)), ("action", "publish"));
        Assert.Equal(HttpStatusCode.Found, done.Status);
        Assert.Empty(await own.InDbAsync(db => db.Waits.Where(w => w.Reason == ScheduledDeed.Reason).ToListAsync(Ct)));
        await RunAtAsync(own, later);
        Assert.NotNull(await own.PublishedAsync("4sch0000000000000000000001"));
    }

    [Fact]
    public async Task Nothing_is_published_in_the_name_of_somebody_who_is_gone()
    {
        await using var own = await SteppedAsync();
        using var omar = await own.AsAsync(Cast.Omar);
        var at = own.Clock.GetUtcNow().AddHours(1);
        var id = await WriteAsync(omar, "Parting words", Utc(at));
        await own.InDbAsync(db => db.Users.Where(u => u.UserName == Cast.Omar).ExecuteUpdateAsync(set => set.SetProperty(u => u.IsEnabled, false), Ct));
        await RunAtAsync(own, at);
        Assert.Null(await own.PublishedAsync(id));
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Contains("no account here any more", (await maren.GetAsync($"/content/{id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_recipe_brings_is_published_though_nobody_here_set_its_time()
    {
        await using var own = await SteppedAsync();
        var at = own.Clock.GetUtcNow().AddHours(1);
        await own.BringAsync($$"""
            { "ContentItemId": "4sch0000000000000000000002", "ContentType": "Notice", "DisplayText": "Brought", "Latest": true, "Published": false, "TitlePart": { "Title": "Brought" }, "Notice": { "Reason": { "Text": "x" } }, "PublishLaterPart": { "ScheduledPublishUtc": "{{Utc(at)}}Z" } }
            """);
        await RunAtAsync(own, at);
        Assert.NotNull(await own.PublishedAsync("4sch0000000000000000000002"));
    }

    [Fact]
    public async Task A_type_that_a_module_brings_has_its_times_on_a_page_of_their_own()
    {
        await using var own = await SteppedAsync();
        await own.StepAsync("""
            { "name": "ContentDefinition", "ContentTypes": [ { "Name": "WorkLog", "DisplayName": "Work log", "ContentTypePartDefinitionRecords": [ { "PartName": "ArchiveLaterPart", "Name": "ArchiveLaterPart", "Settings": {} } ] } ] }
            """);
        var log = await own.LogAsync(Cast.Amina, "Gone tomorrow", "Gone tomorrow");
        using var amina = await own.AsAsync(Cast.Amina);
        using var omar = await own.AsAsync(Cast.Omar);
        var page = (await amina.GetAsync($"/logs/{log.ItemId}")).One("a[href$='/schedule']").GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(page)).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.SubmitAsync(page, "form.form", ("ArchiveLaterPart.ScheduledArchiveUtc", "2020-01-01T00:00:00"))).Status);
        var at = own.Clock.GetUtcNow().AddDays(1);
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(page, "form.form", ("ArchiveLaterPart.ScheduledArchiveUtc", Utc(at)))).Status);
        Assert.Equal(HttpStatusCode.OK, (await omar.GetAsync($"/logs/{log.ItemId}")).Status);
        await RunAtAsync(own, at);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync($"/logs/{log.ItemId}")).Status);
    }

    [Fact]
    public async Task What_readers_see_already_is_not_asked_when_to_publish_it()
    {
        await using var own = await SteppedAsync();
        using var amina = await own.AsAsync(Cast.Amina);
        var id = await WriteAsync(amina, "Out", "");
        var page = await amina.GetAsync($"/content/{id}/schedule");
        Assert.Null(page.Document.QuerySelector("[name^=PublishLaterPart]"));
        Assert.Contains("Readers see it already.", page.Text, StringComparison.Ordinal);
        var draft = await WriteAsync(amina, "Not yet", Utc(own.Clock.GetUtcNow().AddHours(1)));
        Assert.NotNull((await amina.GetAsync($"/content/{draft}/schedule")).One("[name^=PublishLaterPart]"));
    }

    /// <summary>A hub in a time that stands still, where what is due is done only when a test says so.</summary>
    private async Task<TestHub> SteppedAsync()
    {
        var own = await hub.FreshAsync();
        own.Clock.Stop();
        await own.Services.GetRequiredService<ActivityPump>().StopAsync(Ct);
        await own.TypeAsync("Notice", "PublishLaterPart", "ArchiveLaterPart");
        return own;
    }

    private static async Task RunAtAsync(TestHub own, DateTimeOffset at)
    {
        own.Clock.Advance(at > own.Clock.GetUtcNow() ? at - own.Clock.GetUtcNow() : TimeSpan.Zero);
        await own.Services.GetRequiredService<ScheduleRunner>().RunDueAsync(Ct);
    }

    private static async Task<string> WriteAsync(Browser browser, string title, string publish, string archive = "")
    {
        var saved = await browser.SubmitAsync("/content/write/Notice", "form.form", ("TitlePart.Title", title), ("Notice.Reason.Text", "Because"),
            ("PublishLaterPart.ScheduledPublishUtc", publish), ("ArchiveLaterPart.ScheduledArchiveUtc", archive), ("action", "publish"));
        Assert.Equal(HttpStatusCode.Found, saved.Status);
        return saved.Location!.Split('/')[^1];
    }

    private static Task<List<string>> DeedsAsync(TestHub own, string id) => own.InDbAsync(db =>
        db.Activities.Where(a => a.ItemId == id && a.ActorId == Cast.IdOf(Cast.Amina)).OrderBy(a => a.Id).Select(a => a.Verb).ToListAsync(Ct));

    private static Task<List<ScheduledDeed>> RowsAsync(TestHub own) => own.InDbAsync(db => db.Schedule.AsNoTracking().ToListAsync(Ct));

    private static Task<int> InBerlinAsync(TestHub own, string userName) =>
        own.InDbAsync(db => db.Users.Where(u => u.UserName == userName).ExecuteUpdateAsync(set => set.SetProperty(u => u.TimeZone, "Europe/Berlin"), Ct));

    private static DateTimeOffset Second(DateTimeOffset at) => at.AddTicks(-(at.Ticks % TimeSpan.TicksPerSecond));

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    private static string Berlin(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).ToString("yyyy-MM-dd'T'HH:mm:ss", CultureInfo.InvariantCulture);

    public sealed class OnSqlite(SqliteHub hub) : Scheduling(hub);

    public sealed class OnPostgres(PostgresHub hub) : Scheduling(hub);
}
