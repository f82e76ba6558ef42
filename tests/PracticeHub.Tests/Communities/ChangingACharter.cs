using System.Net;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class ChangingACharter(TestHub hub)
{
    [Fact]
    public async Task A_hostile_charter_is_shown_as_harmless_text()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Trap"));
        using var amina = await hub.AsAsync(Cast.Amina);
        await amina.SubmitAsync(address + "/edit", "main form",
            ("Form.Charter", "## Rules\n\n<script>alert(1)</script><img src=x onerror=alert(1)>[go](javascript:alert(1))"), ("Form.Criteria", "One\n\n Two <b>x</b> "));
        var page = await amina.GetAsync(address + "/about");
        Assert.Equal("Rules", page.One(".prose h3").TextContent);
        Assert.Empty(page.Document.QuerySelectorAll(".prose script, .prose [onerror], .prose a[href^=javascript]"));
        Assert.Equal(["One", "Two <b>x</b>"], page.Document.QuerySelectorAll("aside li[dir]").Select(li => li.TextContent));
    }

    [Fact]
    public async Task Of_two_who_change_it_at_once_the_second_sees_both_and_loses_nothing()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Twice"));
        using var amina = await hub.AsAsync(Cast.Amina);
        var began = await amina.GetAsync(address + "/edit");
        await amina.SubmitAsync(address + "/edit", "main form", ("Form.Rhythm", "Every Monday"));
        var late = await amina.SubmitAsync(began, "main form", ("Form.Rhythm", "Every Friday"));
        Assert.Equal(HttpStatusCode.Conflict, late.Status);
        Assert.Contains("Every Monday", late.One(".compare").TextContent, StringComparison.Ordinal);
        Assert.Contains("Every Friday", late.One(".compare").TextContent, StringComparison.Ordinal);
        Assert.Equal("Every Friday", late.One("[name='Form.Rhythm']").GetAttribute("value"));
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(late, "main form")).Status);
        Assert.Contains("Every Friday", (await amina.GetAsync(address + "/about")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_typed_stays_when_a_number_is_out_of_bounds()
    {
        var address = await Places.StartAsync(hub, Cast.Amina, Places.Name("Bounds"));
        using var amina = await hub.AsAsync(Cast.Amina);
        var page = await amina.SubmitAsync(address + "/edit", "main form", ("Form.ReviewDays", "900"), ("Form.Purpose", "Still here"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.NotEqual("", page.One("#review-error").TextContent);
        Assert.Equal("Still here", page.One("[name='Form.Purpose']").TextContent.Trim());
    }

    public sealed class OnSqlite(SqliteHub hub) : ChangingACharter(hub);

    public sealed class OnPostgres(PostgresHub hub) : ChangingACharter(hub);
}
