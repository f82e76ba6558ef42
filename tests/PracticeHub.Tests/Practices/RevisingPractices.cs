using System.Net;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Practices.Features.Practices;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Practices;

public abstract class RevisingPractices(TestHub hub)
{
    private const string Form = "main form[data-draft]";

    [Fact]
    public async Task Readers_go_on_seeing_what_is_published_while_a_draft_is_written()
    {
        var practice = await NewAsync("Read it aloud.");
        using var amina = await hub.AsAsync(Cast.Amina);
        var saved = await amina.SubmitAsync($"/{practice.Path}/edit", Form, ("Form.What", "Read it aloud twice."), ("Form.Note", "Once was not enough"));
        Assert.Equal(HttpStatusCode.Found, saved.Status);
        using var omar = await hub.AsAsync(Cast.Omar);
        var seen = await omar.GetAsync($"/{practice.Path}");
        Assert.DoesNotContain("twice", seen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("newer draft", seen.Text, StringComparison.Ordinal);
        Assert.Contains("newer draft", (await amina.GetAsync($"/{practice.Path}")).Text, StringComparison.Ordinal);

        var history = await omar.GetAsync($"/{practice.Path}/history");
        Assert.Single(history.Document.QuerySelectorAll(".timeline > li"));
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync($"/{practice.Path}/compare?a=1&b=2")).Status);
        Assert.Contains("Once was not enough", (await amina.GetAsync($"/{practice.Path}/history")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_author_publishes_a_practice_that_nobody_has_reviewed()
    {
        var practice = await NewAsync("Read it aloud.");
        using var amina = await hub.AsAsync(Cast.Amina);
        await amina.SubmitAsync($"/{practice.Path}/edit", Form, ("Form.What", "Read it aloud twice."), ("publish", "yes"));
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Contains("twice", (await omar.GetAsync($"/{practice.Path}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_others_have_vouched_for_is_not_published_without_them()
    {
        var practice = await NewAsync("Read it aloud.");
        await hub.InDbAsync(async db =>
        {
            (await db.Cards.FindAsync(practice.ItemId))!.Promotion = PromotionLevel.Community;
            return await db.SaveChangesAsync();
        });
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.GetAsync($"/{practice.Path}/edit");
        Assert.Equal("Publish the small change", page.One("button[name=publish]").TextContent);
        var refused = await amina.SubmitAsync(page, Form, ("Form.What", "Sing it."), ("Change", "Real"), ("publish", "yes"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains("they look at a real change first", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Sing it.", refused.One("textarea[name='Form.What']").TextContent);
        Assert.Contains("Read it aloud.", (await amina.GetAsync($"/{practice.Path}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Leaders_of_the_community_may_edit_and_others_may_not()
    {
        var community = await hub.CommunityAsync("Editors", Openness.Open, (Cast.Amina, CommunityRole.Member), (Cast.Tomas, CommunityRole.Leader), (Cast.Ines, CommunityRole.Member));
        var practice = await NewAsync("Read it aloud.", community);
        using var tomas = await hub.AsAsync(Cast.Tomas);
        var saved = await tomas.SubmitAsync($"/{practice.Path}/edit", Form, ("Form.Why", "Ears notice more."));
        Assert.Equal(HttpStatusCode.Found, saved.Status);
        using var ines = await hub.AsAsync(Cast.Ines);
        Assert.Equal(HttpStatusCode.NotFound, (await ines.GetAsync($"/{practice.Path}/edit")).Status);
        Assert.Null((await ines.GetAsync($"/{practice.Path}")).Document.QuerySelector($"a[href='/{practice.Path}/edit']"));
        Assert.Contains("leads Editors", (await ines.GetAsync($"/{practice.Path}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_edit_that_began_with_an_older_version_is_shown_beside_the_newer_one_and_nothing_is_lost()
    {
        var practice = await NewAsync("Read the list aloud.");
        using var amina = await hub.AsAsync(Cast.Amina);
        var begun = await amina.GetAsync($"/{practice.Path}/edit");
        await amina.SubmitAsync($"/{practice.Path}/edit", Form, ("Form.What", "Read the whole list aloud."));

        var stale = await amina.SubmitAsync(begun, Form, ("Form.What", "Read the list slowly."));
        Assert.Equal(HttpStatusCode.Conflict, stale.Status);
        Assert.Contains("whole", stale.Document.QuerySelectorAll("#stale del").Select(d => d.TextContent.Trim()));
        Assert.Contains("slowly.", stale.Document.QuerySelectorAll("#stale ins").Select(d => d.TextContent.Trim()));
        Assert.Equal("Read the list slowly.", stale.One("textarea[name='Form.What']").TextContent);

        var decided = await amina.SubmitAsync(stale, Form, ("Form.What", "Read the whole list slowly."));
        Assert.Equal(HttpStatusCode.Found, decided.Status);
        Assert.Equal("Read the whole list slowly.", await hub.ItemAsync(practice.ItemId, item => item.Get<PracticePart>().What));
    }

    [Fact]
    public async Task Two_versions_are_compared_word_by_word_and_an_older_one_is_restored()
    {
        var practice = await NewAsync("Ten minutes on the phone.");
        using var amina = await hub.AsAsync(Cast.Amina);
        await amina.SubmitAsync($"/{practice.Path}/edit", Form, ("Form.What", "Five minutes on the phone."), ("publish", "yes"));
        var compared = await amina.GetAsync($"/{practice.Path}/compare?a=1&b=2");
        Assert.Equal("Ten", compared.One("del").TextContent.Trim());
        Assert.Equal("Five", compared.One("ins").TextContent.Trim());
        var first = await hub.InDbAsync(db => Task.FromResult(db.Versions.Single(v => v.ItemId == practice.ItemId && v.Number == 1).VersionId));
        var restored = await amina.SubmitAsync($"/{practice.Path}/history", "#restore", ("version", first));
        Assert.Equal(HttpStatusCode.Found, restored.Status);
        Assert.Equal("Ten minutes on the phone.", await hub.ItemAsync(practice.ItemId, item => item.Get<PracticePart>().What));
        Assert.Equal(3, (await amina.GetAsync($"/{practice.Path}/history")).Document.QuerySelectorAll(".timeline > li").Length);
    }

    [Fact]
    public async Task A_version_of_another_practice_cannot_be_restored_here()
    {
        var (mine, other) = (await NewAsync("Mine."), await NewAsync("Other."));
        var foreign = await hub.InDbAsync(db => Task.FromResult(db.Versions.Single(v => v.ItemId == other.ItemId).VersionId));
        using var amina = await hub.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.SubmitAsync($"/{mine.Path}/history", "#restore", ("version", foreign))).Status);
        using var omar = await hub.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.SubmitAsync($"/{mine.Path}/history", "#restore", ("version", foreign))).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync($"/{mine.Path}/compare?a=1&b=99")).Status);
    }

    [Fact]
    public async Task A_source_that_the_editor_cannot_see_is_kept()
    {
        var community = await hub.CommunityAsync("Keepers", Openness.Open, (Cast.Amina, CommunityRole.Member), (Cast.Tomas, CommunityRole.Leader));
        var hidden = await hub.LogAsync(Cast.Amina, "Private beginnings", "…", audience: Audience.Me);
        using var amina = await hub.AsAsync(Cast.Amina);
        var sent = await amina.SubmitAsync($"/practices/write?from={hidden.ItemId}", Form, ("Form.Title", PracticeScene.Unique("Kept ")), ("Form.What", "Keep."), ("Form.Evidence", ""), ("Form.CommunityId", community), ("publish", "yes"));
        using var tomas = await hub.AsAsync(Cast.Tomas);
        Assert.DoesNotContain("Private beginnings", (await tomas.GetAsync(sent.Location!)).Text, StringComparison.Ordinal);
        await tomas.SubmitAsync(sent.Location + "/edit", Form, ("Form.What", "Keep all."));
        Assert.Contains("Private beginnings", (await amina.GetAsync(sent.Location + "/edit")).One("#found").TextContent, StringComparison.Ordinal);
    }

    private Task<Card> NewAsync(string what, string? community = null) =>
        hub.PracticeAsync(Cast.Amina, PracticeScene.Unique("Revised "), new() { What = what }, community);

    public sealed class OnSqlite(SqliteHub hub) : RevisingPractices(hub);

    public sealed class OnPostgres(PostgresHub hub) : RevisingPractices(hub);
}
