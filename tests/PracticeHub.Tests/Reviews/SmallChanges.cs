using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Resources;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Rewordings;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Reviews;

/// <summary>What others have vouched for changes a little and keeps their trust, or says something else and loses it.</summary>
public abstract class SmallChanges(TestHub hub)
{
    private const string Typo = "Start from the time line, not from the cause.";

    [Fact]
    public async Task A_small_change_keeps_the_trust_and_a_leader_may_object()
    {
        var (world, item) = await TrustedAsync("A small one");
        var until = (await world.CardAsync(item)).VerifiedUntilUtc;
        using var amina = await hub.AsAsync(Cast.Amina);
        var form = await amina.GetAsync(await EditAsync(world, item));
        Assert.Equal("Real", form.One("#change-size input[checked]").GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(form, "form.form", ("Form.What", Typo), ("Form.Note", "Two words"), ("Change", "Small"), ("publish", "yes"))).Status);
        var card = await world.CardAsync(item);
        Assert.Equal((until, PromotionLevel.Community), (card.VerifiedUntilUtc, card.Promotion));
        Assert.Equal([ReviewDeed.Promoted, ReviewDeed.Verified, ReviewDeed.Reworded], await world.RecordAsync(item));

        using var nadia = await hub.AsAsync(Cast.Nadia);
        var seen = await nadia.GetAsync("/reviews");
        Assert.DoesNotContain("A small one", seen.Document.QuerySelector(".desk-list")?.TextContent ?? "", StringComparison.Ordinal);
        var change = seen.Document.QuerySelectorAll("#reworded a").Single(a => a.TextContent == "A small one").GetAttribute("href")!;
        var page = await nadia.GetAsync(change);
        Assert.Contains("time line", string.Concat(page.Document.QuerySelectorAll("ins").Select(e => e.TextContent)), StringComparison.Ordinal);
        Assert.Contains("Two words", page.Text, StringComparison.Ordinal);
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync(change)).Status);
        Assert.Null((await amina.GetAsync(change)).Document.QuerySelector("#object"));
        Assert.Equal(HttpStatusCode.NotFound, (await world.PostAsync(Cast.Amina, change, ("Reason", "Mine."))).Status);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await nadia.SubmitAsync(page, "#object", ("Reason", ""))).Status);
        Assert.Equal(HttpStatusCode.Found, (await nadia.SubmitAsync(page, "#object", ("Reason", "A time line is something else."))).Status);
        Assert.True((await world.CardAsync(item)).VerifiedUntilUtc <= hub.Clock.GetUtcNow());
        Assert.Contains(Cast.IdOf(Cast.Amina), await world.WaitingAsync(item, "note"));
        Assert.Contains("It has changed", (await omar.GetAsync("/" + card.Path)).One("#stale").TextContent, StringComparison.Ordinal);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var desk = await tomas.GetAsync("/reviews");
        Assert.Contains("A small one", desk.One(".desk-list").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("A small one", desk.Document.QuerySelector("#reworded")?.TextContent ?? "", StringComparison.Ordinal);
        var late = await world.PostAsync(Cast.Tomas, change, ("Reason", "Me too."));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, late.Status);
        Assert.Contains("already", late.Text, StringComparison.Ordinal);

        // However often its read models are made anew, it stays due, until a leader verifies it.
        await ReprojectAsync(item);
        Assert.True((await world.CardAsync(item)).VerifiedUntilUtc <= hub.Clock.GetUtcNow());
        Assert.Contains("time line", string.Concat((await tomas.GetAsync($"/reviews/verify/{item}")).Document.QuerySelectorAll("#version ins").Select(e => e.TextContent)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Tomas, $"/reviews/verify/{item}", ("Note", "Read it again."))).Status);
        await ReprojectAsync(item);
        Assert.True((await world.CardAsync(item)).VerifiedUntilUtc > hub.Clock.GetUtcNow().AddDays(80));
    }

    [Fact]
    public async Task A_real_change_of_what_is_promoted_goes_to_the_leaders_first()
    {
        var (world, item) = await TrustedAsync("A real one");
        using var amina = await hub.AsAsync(Cast.Amina);
        var refused = await amina.SubmitAsync(await EditAsync(world, item), "form.form", ("Form.What", "Do the opposite."), ("publish", "yes"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "Do the opposite."), (refused.Status, refused.One("#What").TextContent));
        Assert.Contains("submit it", refused.One("#change-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(refused, "form.form")).Status);
        Assert.True((await world.CardAsync(item)).VerifiedUntilUtc > hub.Clock.GetUtcNow());

        // What the leaders approve is no change behind their backs; and while they have it before them, nothing else goes out.
        var review = await world.SubmitAsync(item);
        var meanwhile = await amina.SubmitAsync(await EditAsync(world, item), "form.form", ("Form.Summary", "An hour at most."), ("Change", "Small"), ("publish", "yes"));
        Assert.Contains("before them", meanwhile.One("#change-error").TextContent, StringComparison.Ordinal);
        await world.DecideAsync(review, Cast.Nadia, Verdict.Approve);
        Assert.True((await world.CardAsync(item)).VerifiedUntilUtc > hub.Clock.GetUtcNow().AddDays(80));
        Assert.DoesNotContain(ReviewDeed.Changed, await world.RecordAsync(item));
    }

    [Fact]
    public async Task What_looks_big_is_told_and_the_person_decides()
    {
        var (world, item) = await TrustedAsync("Looks big");
        using var amina = await hub.AsAsync(Cast.Amina);
        var big = string.Join(' ', Enumerable.Repeat("Write it down.", 20));
        var told = await amina.SubmitAsync(await EditAsync(world, item), "form.form", ("Form.What", big), ("Change", "Small"), ("publish", "yes"));
        Assert.Equal((HttpStatusCode.UnprocessableEntity, big), (told.Status, told.One("#What").TextContent));
        Assert.Contains("60 of 14 words", told.One("#change-error").TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(told, "form.form", ("publish", "yes"))).Status);
        Assert.True((await world.CardAsync(item)).VerifiedUntilUtc > hub.Clock.GetUtcNow());
        var change = await hub.InDbAsync(db => db.Rewordings.SingleAsync(r => r.ItemId == item));
        Assert.Equal((60, 14), (change.Changed, change.Words));
    }

    [Fact]
    public async Task Many_small_changes_are_measured_together_and_after_their_time_nobody_objects()
    {
        var (world, item) = await TrustedAsync("Bit by bit");
        using var amina = await hub.AsAsync(Cast.Amina);
        string[] steps = ["Start from the timeline, then write five new words.", "Start from the timeline, then write five new words and five more of them here."];
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(await EditAsync(world, item), "form.form", ("Form.What", steps[0]), ("Change", "Small"), ("publish", "yes"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.SubmitAsync(await EditAsync(world, item), "form.form", ("Form.What", steps[1]), ("Change", "Small"), ("publish", "yes"))).Status);

        var change = await hub.InDbAsync(db => db.Rewordings.Where(r => r.ItemId == item).SingleAsync());
        Assert.Equal(14, (change.UntilUtc - change.AtUtc).TotalDays, 0.1);
        await hub.InDbAsync(db => db.Rewordings.Where(r => r.ItemId == item).ExecuteUpdateAsync(set => set.SetProperty(r => r.UntilUtc, hub.Clock.GetUtcNow())));
        using var nadia = await hub.AsAsync(Cast.Nadia);
        Assert.DoesNotContain("Bit by bit", (await nadia.GetAsync("/reviews")).Document.QuerySelector("#reworded")?.TextContent ?? "", StringComparison.Ordinal);
        var late = await world.PostAsync(Cast.Nadia, "/reviews/rewordings/" + change.Id, ("Reason", "Late."));
        Assert.Contains("is over", late.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Real", true)]
    [InlineData("Small", false)]
    public async Task A_resource_is_due_after_a_real_change_and_not_for_its_topics(string size, bool isDue)
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var item = await hub.InScopeAsync(async services =>
        {
            var (db, store) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<ContentStore>());
            var made = store.New("Resource", new(Cast.IdOf(Cast.Amina), Cast.Amina));
            made.DisplayText = "A link";
            made.Put(new ResourcePart($"https://example.org/{made.Id}", Why: "It explains alerts."));
            made.Put(new SharingPart(world.CommunityId, Audience.Community));
            Assert.Null(await store.PublishAsync(made, new(Cast.IdOf(Cast.Amina), Cast.Amina), default));
            await db.SaveChangesAsync();
            return made.Id;
        });
        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Tomas, $"/reviews/verify/{item}", ("Note", "Opened it."))).Status);
        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Amina, $"/resources/{item}?handler=Topics", ("Topics", ""))).Status);
        Assert.False(IsDue(await world.CardAsync(item)));
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync($"/resources/{item}/edit", "form:has([name=Why])", ("Why", "It explains alarms."), ("Change", size))).Status);
        Assert.Equal(isDue, IsDue(await world.CardAsync(item)));
        Assert.Equal(isDue ? ReviewDeed.Changed : ReviewDeed.Reworded, (await world.RecordAsync(item))[^1]);
    }

    [Theory]
    [InlineData("Real", true)]
    [InlineData("Small", false)]
    public async Task The_editor_of_every_other_type_asks_as_well(string size, bool isDue)
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        await own.InDbAsync(db => db.Cards.Where(c => c.ItemId == Sites.Story).ExecuteUpdateAsync(set => set.SetProperty(c => c.VerifiedUntilUtc, own.Clock.GetUtcNow().AddDays(30))));
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync($"/content/{Sites.Story}/edit", "form.form", ("Story.Summary.Text", "Eleven minutes"), ("Change", size), ("action", "publish"))).Status);
        Assert.Equal(isDue, (await own.InDbAsync(db => db.Cards.SingleAsync(c => c.ItemId == Sites.Story))).VerifiedUntilUtc <= own.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Nobody_is_asked_about_what_nobody_vouched_for()
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas);
        var item = await world.PracticeAsync("Untested", isPublished: true);
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Null((await amina.GetAsync(await EditAsync(world, item))).Document.QuerySelector("#change-size"));
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(await EditAsync(world, item), "form.form", ("Form.What", "Anything."), ("publish", "yes"))).Status);
        Assert.Empty(await world.RecordAsync(item));
    }

    private async Task<(ReviewWorld World, string Item)> TrustedAsync(string title)
    {
        var world = await ReviewWorld.WithLeadersAsync(hub, 1, Openness.Open, Cast.Tomas, Cast.Nadia);
        var item = await world.PracticeAsync(title, isPublished: true);
        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Tomas, $"/reviews/promote/{item}", ("Level", "Community"), ("Reason", "It worked."))).Status);
        Assert.Equal(HttpStatusCode.Found, (await world.PostAsync(Cast.Tomas, $"/reviews/verify/{item}", ("Note", "Did it."))).Status);
        return (world, item);
    }

    private bool IsDue(Card card) => card.VerifiedUntilUtc <= hub.Clock.GetUtcNow();

    private static async Task<string> EditAsync(ReviewWorld world, string item) => $"/{(await world.CardAsync(item)).Path}/edit";

    private Task<int> ReprojectAsync(string item) => hub.InScopeAsync(async services =>
    {
        await services.GetRequiredService<ContentStore>().ReprojectAsync(item, default);
        return await services.GetRequiredService<HubDb>().SaveChangesAsync();
    });

    public sealed class OnSqlite(SqliteHub hub) : SmallChanges(hub);

    public sealed class OnPostgres(PostgresHub hub) : SmallChanges(hub);
}
