using System.Net;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Effects;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Workflows;

namespace PracticeHub.Tests.Reviews;

public abstract class ReviewTimes(TestHub shared)
{
    [Fact]
    public async Task Those_whose_turn_it_is_are_reminded_ever_more_rarely_and_others_told_when_it_is_late()
    {
        await using var hub = await shared.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(hub, 2, Openness.Open, Cast.Tomas, Cast.Nadia);
        await hub.InDbAsync(async db =>
        {
            db.Add(new Membership(world.CommunityId, Cast.IdOf(Cast.Ines), CommunityRole.Coach, hub.Clock.GetUtcNow()));
            db.Add(new IdentityUserRole<string> { UserId = Cast.IdOf(Cast.Omar), RoleId = await db.Roles.Where(r => r.Name == "Learning advisor").Select(r => r.Id).SingleAsync() });
            return await db.SaveChangesAsync();
        });
        var item = await world.PracticeAsync("Slow");
        var review = await world.SubmitAsync(item);
        var (from, due) = ((await world.RequestAsync(review)).SubmittedUtc, (await world.RequestAsync(review)).DueUtc);
        await world.SayAsync(review, Cast.Tomas, Verdict.Approve);

        await world.GoToAsync(from + ((due - from) * 0.5) + TimeSpan.FromSeconds(2));
        Assert.Equal(1, (await world.RequestAsync(review)).Reminders);
        Assert.Equal([Cast.IdOf(Cast.Nadia)], await world.WaitingAsync(item, "review"));
        await world.GoToAsync(WorkingDays.After(due, -1, TimeZoneInfo.Utc) + TimeSpan.FromSeconds(2));
        Assert.Equal(2, (await world.RequestAsync(review)).Reminders);
        Assert.Empty(await world.WaitingAsync(item, "escalation"));

        await world.GoToAsync(WorkingDays.After(due, 1, TimeZoneInfo.Utc) + TimeSpan.FromSeconds(2));
        Assert.Equal(3, (await world.RequestAsync(review)).Reminders);
        await world.GoToAsync(WorkingDays.After(due, 2, TimeZoneInfo.Utc) + TimeSpan.FromSeconds(2));
        Assert.Equal([Cast.IdOf(Cast.Ines)], await world.WaitingAsync(item, "escalation"));
        Assert.Equal(3, (await world.RequestAsync(review)).Reminders);
        using (var ines = await hub.AsAsync(Cast.Ines))
        {
            Assert.Contains("It is late", (await ines.GetAsync($"/reviews/{review}")).One("#decision").TextContent, StringComparison.Ordinal);
        }

        await world.GoToAsync(WorkingDays.After(due, 5, TimeZoneInfo.Utc) + TimeSpan.FromSeconds(2));
        Assert.Equal([Cast.IdOf(Cast.Ines), Cast.IdOf(Cast.Omar)], (await world.WaitingAsync(item, "escalation")).Order(StringComparer.Ordinal));
        Assert.Equal(4, (await world.RequestAsync(review)).Reminders);

        // However far the clock jumps, nobody is reminded twice for it.
        await world.GoToAsync(due + TimeSpan.FromDays(200));
        Assert.Equal(5, (await world.RequestAsync(review)).Reminders);
        await world.DecideAsync(review, Cast.Nadia, Verdict.Approve);
        Assert.Empty(await world.WaitingAsync(item, "escalation"));
        Assert.Equal(PromotionLevel.Community, (await world.CardAsync(item)).Promotion);
        Assert.Equal(WorkflowStatus.Finished, (await world.WorkflowAsync(review)).Status);
    }

    [Fact]
    public async Task Nobody_is_reminded_more_than_once_a_day_whatever_waits_for_them()
    {
        await using var hub = await shared.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var reviews = new[] { await world.SubmitAsync(await world.PracticeAsync("One")), await world.SubmitAsync(await world.PracticeAsync("Two")) };
        var (from, due) = ((await world.RequestAsync(reviews[0])).SubmittedUtc, (await world.RequestAsync(reviews[0])).DueUtc);
        await world.GoToAsync(from + ((due - from) * 0.5) + TimeSpan.FromMinutes(5));
        Assert.Equal(1, (await world.RequestAsync(reviews[0])).Reminders + (await world.RequestAsync(reviews[1])).Reminders);
    }

    [Fact]
    public async Task The_reminder_of_a_day_is_one_mail_with_all_that_waits_and_spares_who_has_just_looked()
    {
        await using var server = new MailServer();
        await using var hub = await shared.FreshAsync(settings: [("Hub:Mail:Host", "127.0.0.1"), ("Hub:Mail:Port", $"{server.Port}"), ("Hub:Mail:From", "hub@example.org")]);
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var reviews = new[] { await world.SubmitAsync(await world.PracticeAsync("The first one")), await world.SubmitAsync(await world.PracticeAsync("The second one")) };
        var (from, due) = ((await world.RequestAsync(reviews[0])).SubmittedUtc, (await world.RequestAsync(reviews[0])).DueUtc);
        await world.GoToAsync(from + ((due - from) * 0.5) + TimeSpan.FromMinutes(5));
        await SendAsync();
        // A long line goes on after a “=”.
        var mail = Assert.Single(server.Mails).Replace("=" + Environment.NewLine, "", StringComparison.Ordinal);
        foreach (var words in new[] { "To: tomas@example.org", "Subject: 2 reviews wait for you", "The first one", "The second one", new Uri(hub.Address, "/reviews/" + reviews[1]).ToString(), "because it is your turn" })
        {
            Assert.Contains(words, mail, StringComparison.Ordinal);
        }

        // The answer of the server ends no wait, and a look at what waits spares the next mail.
        foreach (var review in reviews)
        {
            Assert.Equal(WorkflowStatus.Halted, (await world.WorkflowAsync(review)).Status);
        }

        await world.GoToAsync(WorkingDays.After(due, -1, TimeZoneInfo.Utc) - TimeSpan.FromHours(1));
        await world.PostAsync(Cast.Tomas, $"/reviews/{reviews[0]}/look", ("versionId", (await world.RequestAsync(reviews[0])).VersionId));
        await world.GoToAsync(WorkingDays.After(due, -1, TimeZoneInfo.Utc) + TimeSpan.FromMinutes(5));
        await SendAsync();
        Assert.Single(server.Mails);
        Assert.Equal(2, (await world.RequestAsync(reviews[0])).Reminders + (await world.RequestAsync(reviews[1])).Reminders);
        await world.GoToAsync(WorkingDays.After(due, 1, TimeZoneInfo.Utc) + TimeSpan.FromMinutes(5));
        await SendAsync();
        Assert.Equal(2, server.Mails.Count);

        async Task SendAsync()
        {
            await hub.Services.GetRequiredService<EffectRunner>().RunDueAsync(TestContext.Current.CancellationToken);
            await world.SettleAsync();
        }
    }

    [Fact]
    public async Task A_turn_ends_after_48_hours_and_goes_on_and_a_claim_makes_it_last()
    {
        await using var hub = await shared.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia, Cast.Ines);
        var item = await world.PracticeAsync("Whose turn");
        var review = await world.SubmitAsync(item);
        var first = Assert.Single(await world.TurnsAsync(review));
        var begun = hub.Clock.GetUtcNow();

        await world.GoToAsync(begun.AddHours(47));
        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(first, $"/reviews/{review}/turn")).Status);
        await world.GoToAsync(begun.AddHours(49));
        Assert.Equal([first], await world.TurnsAsync(review));
        await world.GoToAsync(begun.AddHours(47 + 48 + 1));
        var second = Assert.Single(await world.TurnsAsync(review));
        Assert.NotEqual(first, second);
        Assert.Equal([Cast.IdOf(second)], await world.WaitingAsync(item, "review"));
        await world.GoToAsync(begun.AddHours(47 + (2 * 48) + 2));
        Assert.DoesNotContain(Assert.Single(await world.TurnsAsync(review)), new[] { second });
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Contains("ended", (await amina.GetAsync($"/reviews/{review}")).One(".steps").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_turn_of_who_leaves_is_away_or_was_disabled_goes_on_at_once()
    {
        await using var hub = await shared.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia, Cast.Ines, Cast.Omar);
        var item = await world.PracticeAsync("Whoever is there");
        var review = await world.SubmitAsync(item);
        var community = await hub.InDbAsync(db => db.Set<Community>().Where(c => c.Id == world.CommunityId).Select(c => c.Path).SingleAsync());
        var day = DateOnly.FromDateTime(hub.Clock.GetUtcNow().DateTime);

        var seen = new List<string> { await GoesOnAsync(async holder => Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(holder, $"/{community}/leave")).Status)) };
        seen.Add(await GoesOnAsync(BeAwayAsync));
        seen.Add(await GoesOnAsync(holder => hub.InDbAsync(async db =>
        {
            (await db.Users.SingleAsync(u => u.UserName == holder)).IsEnabled = false;
            return await db.SaveChangesAsync();
        })));
        Assert.Equal(3, seen.Distinct().Count());

        // Where nobody else is there, it stays with whoever is away.
        var last = Assert.Single(await world.TurnsAsync(review));
        await BeAwayAsync(last);
        await world.SettleAsync();
        Assert.Equal([last], await world.TurnsAsync(review));

        async Task BeAwayAsync(string holder)
        {
            using var browser = await hub.AsAsync(holder);
            Assert.Equal(HttpStatusCode.Found, (await browser.SubmitAsync("/people/me/edit", "form.form", ("Form.AwayFrom", $"{day.AddDays(-1):O}"), ("Form.AwayUntil", $"{day.AddDays(1):O}"))).Status);
        }

        async Task<string> GoesOnAsync(Func<string, Task> vacate)
        {
            var holder = Assert.Single(await world.TurnsAsync(review));
            await vacate(holder);
            await world.SettleAsync();
            var next = Assert.Single(await world.TurnsAsync(review));
            Assert.NotEqual(holder, next);
            Assert.Equal([Cast.IdOf(next)], await world.WaitingAsync(item, "review"));
            return holder;
        }
    }

    [Fact]
    public async Task Who_is_away_is_skipped_and_their_deputy_asked()
    {
        await using var hub = await shared.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(hub, 2, Openness.Private, Cast.Tomas, Cast.Nadia);
        await hub.InDbAsync(async db =>
        {
            db.Add(new Membership(world.CommunityId, Cast.IdOf(Cast.Ines), CommunityRole.Member, hub.Clock.GetUtcNow()));
            return await db.SaveChangesAsync();
        });
        using (var tomas = await hub.AsAsync(Cast.Tomas))
        {
            var day = DateOnly.FromDateTime(hub.Clock.GetUtcNow().DateTime);
            var wrong = await tomas.SubmitAsync("/people/me/edit", "form.form", ("Form.AwayFrom", $"{day:O}"), ("Form.AwayUntil", $"{day.AddDays(-1):O}"), ("Form.Deputy", "nobody"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.Status);
            Assert.Equal("nobody", wrong.One("[name='Form.Deputy']").GetAttribute("value"));
            var page = await tomas.SubmitAsync("/people/me/edit", "form.form", ("Form.AwayFrom", $"{day.AddDays(-1):O}"), ("Form.AwayUntil", $"{day.AddDays(5):O}"), ("Form.Deputy", "@Ines"));
            Assert.Equal(HttpStatusCode.Found, page.Status);
            Assert.Equal($"{day.AddDays(5):O}", (await tomas.GetAsync("/people/me/edit")).One("[name='Form.AwayUntil']").GetAttribute("value"));
        }

        var item = await world.PracticeAsync("Away");
        var review = await world.SubmitAsync(item);
        Assert.Equal([Cast.Ines, Cast.Nadia], (await world.TurnsAsync(review)).Order());
        await world.SayAsync(review, Cast.Ines, Verdict.Approve);
        await world.DecideAsync(review, Cast.Nadia, Verdict.Approve);
        Assert.Equal(PromotionLevel.Community, (await world.CardAsync(item)).Promotion);
    }

    [Fact]
    public async Task A_decision_begins_to_count_after_ten_seconds_also_when_the_hub_was_down_meanwhile()
    {
        await using var hub = await shared.FreshAsync();
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var item = await world.PracticeAsync("Kept");
        var review = await world.SubmitAsync(item);
        await world.SayAsync(review, Cast.Tomas, Verdict.Approve);
        Assert.Equal(CardState.InReview, (await world.CardAsync(item)).State);
        await hub.RestartAsync();
        await world.GoToAsync(hub.Clock.GetUtcNow().AddSeconds(11));
        Assert.Equal((CardState.Published, PromotionLevel.Community), ((await world.CardAsync(item)).State, (await world.CardAsync(item)).Promotion));
        Assert.Equal(1, await world.VerbsAsync(item, "practice.promoted"));
        Assert.Contains("seconds", (await world.PostAsync(Cast.Tomas, $"/reviews/{review}/undo")).One("#refused").TextContent, StringComparison.Ordinal);
    }

    public sealed class OnSqlite(SqliteHub hub) : ReviewTimes(hub);

    public sealed class OnPostgres(PostgresHub hub) : ReviewTimes(hub);
}

public sealed class WorkingDaysTests
{
    [Theory]
    [InlineData("2026-11-20T15:00:00Z", 1, "2026-11-23T15:00:00Z")]
    [InlineData("2026-11-20T15:00:00Z", 5, "2026-11-27T15:00:00Z")]
    [InlineData("2026-11-21T15:00:00Z", 1, "2026-11-23T15:00:00Z")]
    [InlineData("2026-10-23T12:00:00Z", 1, "2026-10-26T13:00:00Z")]
    [InlineData("2026-11-23T15:00:00Z", -1, "2026-11-20T15:00:00Z")]
    [InlineData("2026-11-21T15:00:00Z", 0, "2026-11-21T15:00:00Z")]
    public void Weekends_do_not_count_and_the_clock_on_the_wall_does(string from, int days, string to) =>
        Assert.Equal(DateTimeOffset.Parse(to, null), WorkingDays.After(DateTimeOffset.Parse(from, null), days, TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")));
}
