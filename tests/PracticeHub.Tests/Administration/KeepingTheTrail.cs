using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Administration;

/// <summary>Whatever is done to the hub itself stands in the audit trail: who, when, and what it changed.</summary>
public abstract partial class KeepingTheTrail(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_deed_of_an_administrator_is_told_in_words_newest_first()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        await maren.SubmitAsync("/admin/themes", "form[id='PracticeHub.Themes.Slate']", ("id", "PracticeHub.Themes.Slate"));
        await SendAsync(maren, "/admin/features?handler=Off", ("id", "PracticeHub.Communities"));
        await maren.SubmitAsync("/admin/users/new", "main form.card", ("Form.DisplayName", "Sara"), ("Form.UserName", "sara"), ("Form.Password", "long-enough-1"));
        await maren.SubmitAsync("/admin/users/sara/password", "main form.card", ("Password", "much-longer-2"));
        await maren.SubmitAsync("/admin/users/omar", "main form.card", ("Roles", "Learning advisor"), ("IsEnabled", null));
        await maren.SubmitAsync("/admin/roles", "#new-role", ("Name", "Librarian"), ("Description", "Tends the shelves"));
        await maren.SubmitAsync("/admin/settings", "#site", ("Form.SiteName", "The Workshop"), ("Form.TimeZoneId", "Europe/Lisbon"));
        await maren.SubmitAsync("/admin/types", "main form.card", ("DisplayName", "Case study"), ("Name", "CaseStudy"));
        await SendAsync(maren, "/admin/types/CaseStudy?handler=Save", ("DisplayName", "Case"), ("IsCreatable", "true"));
        await own.RunAsync(Sites.Everything, isTrial: true);
        using (await maren.Http.GetAsync(new Uri("/admin/export?only=roles", UriKind.Relative), Ct))
        {
        }

        var page = await maren.GetAsync("/admin/audit");
        Assert.Equal(
        [
            "Took the hub along: roles", "Tried the recipe Everything; nothing was changed", "Changed the content type CaseStudy", "Made the content type CaseStudy", "Changed the settings of The Workshop",
            "Made the role Librarian", "Changed the account of omar", "Set a new password for sara", "Added the person sara", "Switched PracticeHub.Communities off", "Chose the theme PracticeHub.Themes.Slate",
        ], page.Document.QuerySelectorAll("#deeds b").Select(b => b.TextContent).Take(11));
        var words = Regex.Replace(page.One("#deeds").TextContent, "\\s+", " ");
        foreach (var change in new[] { "Theme PracticeHub.Themes.Paper → PracticeHub.Themes.Slate", "Roles Learning advisor", "May sign in yes → no", "Site.SiteName PracticeHub → The Workshop", "Site.TimeZoneId UTC → Europe/Lisbon", "CaseStudy.DisplayName Case study → Case", "Along with it PracticeHub.Practices, PracticeHub.Resources, PracticeHub.Reviews, PracticeHub.WorkLogs", "Roles 5", "Files +1 ~0 =0", "Maren Holt", "The hub itself" })
        {
            Assert.Contains(change, words, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("long-enough", page.Document.DocumentElement.OuterHtml, StringComparison.Ordinal);
        Assert.DoesNotContain("much-longer", string.Join(' ', await own.InDbAsync(db => db.Activities.Select(a => a.Data).ToListAsync(Ct))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task There_are_words_for_every_deed_that_is_recorded()
    {
        var verbs = new[] { "src", "modules" }.SelectMany(room => Directory.EnumerateFiles(Path.Combine(Repository.Root, room), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Recorded().Matches(File.ReadAllText(file))).Select(match => match.Groups[1].Value).Distinct().ToList();
        Assert.Contains("type.changed", verbs);
        await using var own = await hub.FreshAsync();
        await own.InDbAsync(db =>
        {
            verbs.ForEach(verb => db.RecordForHub(verb, Writer.Hub, own.Clock.GetUtcNow(), "this"));
            return db.SaveChangesAsync(Ct);
        });
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.DoesNotContain(await DeedsAsync(maren, ""), deed => verbs.Contains(deed.Split(':')[0]));
    }

    [Fact]
    public async Task It_is_filtered_by_who_what_and_when_and_read_page_by_page()
    {
        await using var own = await hub.FreshAsync();
        await own.InDbAsync(async db =>
        {
            foreach (var number in Enumerable.Range(1, 60))
            {
                db.RecordForHub("role.changed", Cast.IdOf(Cast.Maren), own.Clock.GetUtcNow().AddDays(-40), $"Old {number}", new HubChange("Name", "=HYPERLINK(\"x\")", "after"));
            }

            db.RecordForHub("theme.chosen", Writer.Operator, own.Clock.GetUtcNow(), "By hand");
            return await db.SaveChangesAsync(Ct);
        });
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Equal(["By hand"], await DeedsAsync(maren, "?what=Themes"));
        Assert.Equal(["By hand"], await DeedsAsync(maren, $"?who={Writer.Operator}"));
        Assert.Equal(50, (await DeedsAsync(maren, "?who=maren")).Count);
        Assert.DoesNotContain(await DeedsAsync(maren, "?time=week"), deed => deed.StartsWith("Old", StringComparison.Ordinal));
        var first = await maren.GetAsync("/admin/audit?who=maren");
        var second = await maren.GetAsync(first.One("a[rel=next]").GetAttribute("href")!);
        Assert.Equal(10, second.Document.QuerySelectorAll("#deeds b").Length);
        Assert.Null(second.Document.QuerySelector("a[rel=next]"));
        Assert.Equal("Nothing of this kind was done in this time.", (await maren.GetAsync("/admin/audit?who=nobody")).One(".empty").TextContent);

        var csv = await maren.Http.GetStringAsync(new Uri("/admin/audit.csv?who=maren", UriKind.Relative), Ct);
        Assert.Equal(61, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Changed the role Old 60", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_for_those_who_may_see_it_and_no_deed_of_it_reaches_a_feed()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        foreach (var address in new[] { "/admin", "/admin/audit", "/admin/audit.csv", "/admin/settings", "/admin/roles", "/admin/recipes/run" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync(address)).Status);
        }

        using var visitor = hub.Visitor();
        Assert.StartsWith("/sign-in", new Uri((await visitor.GetAsync("/admin/audit.csv")).Location!).AbsolutePath, StringComparison.Ordinal);
        using var maren = await hub.AsAsync(Cast.Maren);
        var places = (await maren.GetAsync("/admin")).Document.QuerySelectorAll("a.tile").Select(a => a.GetAttribute("href")).ToList();
        Assert.Contains("/admin/audit", places);
        Assert.Contains("/admin/types", places);
    }

    private static async Task<List<string>> DeedsAsync(Browser browser, string query) =>
        [.. (await browser.GetAsync("/admin/audit" + query)).Document.QuerySelectorAll("#deeds b").Select(b => b.TextContent.Replace("Changed the role ", "", StringComparison.Ordinal).Replace("Chose the theme ", "", StringComparison.Ordinal))];

    internal static async Task<PageSeen> SendAsync(Browser browser, string address, params (string Name, string Value)[] fields)
    {
        var token = (await browser.GetAsync("/admin/themes")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([.. fields.Select(f => KeyValuePair.Create(f.Name, f.Value)), KeyValuePair.Create("__RequestVerificationToken", token)]);
        return await browser.SendAsync(address, form);
    }

    [GeneratedRegex("RecordForHub\\(\"([^\"]+)\"", RegexOptions.None, 1000)]
    private static partial Regex Recorded();

    public sealed class OnSqlite(SqliteHub hub) : KeepingTheTrail(hub);

    public sealed class OnPostgres(PostgresHub hub) : KeepingTheTrail(hub);
}
