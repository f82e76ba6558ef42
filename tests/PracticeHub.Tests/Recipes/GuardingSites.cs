using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Practices;

namespace PracticeHub.Tests.Recipes;

/// <summary>What a site brings gives nobody more than they may have.</summary>
public abstract class GuardingSites(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_ran_the_hub_still_does_and_nobody_gets_in_by_a_recipe()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Equal(HttpStatusCode.OK, (await maren.GetAsync("/admin/recipes")).Status);
        Assert.Null(await own.InDbAsync(db => db.Users.Where(u => u.UserName == "scribe").Select(u => u.PasswordHash).SingleAsync(Ct)));

        var twin = Sites.Small("Users", new JsonObject { ["Users"] = new JsonArray(new JsonObject { ["UserId"] = "4usr0000000000000000000002", ["UserName"] = "scribe", ["RoleNames"] = new JsonArray() }) });
        await own.RunAsync(twin);
        await own.RunAsync(twin);
        Assert.Equal("scribe-2", await own.InDbAsync(db => db.Users.Where(u => u.Id == "4usr0000000000000000000002").Select(u => u.UserName).SingleAsync(Ct)));
    }

    [Fact]
    public async Task A_recipe_that_sets_a_site_up_takes_nothing_from_roles_for_which_it_names_nothing()
    {
        await using var own = await hub.FreshAsync();
        JsonObject Of(bool isSetup) => JsonNode.Parse($$"""
            { "name": "Setup", "issetuprecipe": {{(isSetup ? "true" : "false")}}, "steps": [ { "name": "Roles", "Roles": [ { "Name": "Authenticated", "Permissions": [] }, { "Name": "Anonymous", "Permissions": [] }, { "Name": "Editor", "Permissions": [] } ] } ] }
            """)!.AsObject();
        async Task<string> HeldAsync(string role) => string.Join(' ', (await own.ExportAsync()).Recipe.StepOf("Roles")["Roles"]!.AsArray().Single(r => r!["Name"]!.ToString() == role)!["Permissions"]!.AsArray());
        var held = (await HeldAsync("Authenticated"), await HeldAsync("Anonymous"));
        Assert.Equal(("PublishOwnContent ViewContent", ""), held);
        await own.RunAsync(Of(isSetup: true));
        Assert.Equal(held, (await HeldAsync("Authenticated"), await HeldAsync("Anonymous")));
        Assert.Contains("EditContent", await HeldAsync("Editor"), StringComparison.Ordinal);
        Assert.Equal(new RecipeTally(0, 0, 3), (await own.RunAsync(Of(isSetup: true))).Tallies["roles"]);
        await own.RunAsync(Of(isSetup: false));
        Assert.Equal("", await HeldAsync("Authenticated"));
    }

    [Fact]
    public async Task A_file_is_for_those_who_may_read_an_item_that_shows_it()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        await own.RunAsync(Sites.Small("media", new JsonObject { ["Files"] = new JsonArray(new JsonObject { ["TargetPath"] = "secret.png", ["Base64"] = Sites.Picture }, new JsonObject { ["TargetPath"] = "draw.svg", ["Base64"] = "PHN2Zz48c2NyaXB0PjEvKi8qLzwvc2NyaXB0Pjwvc3ZnPg==" }) }));
        var closed = await own.CommunityAsync("Unseen", Openness.Private, (Cast.Amina, CommunityRole.Member));
        await own.RunAsync(Sites.Small("content", JsonNode.Parse($$"""
            { "data": [ { "ContentItemId": "4sec0000000000000000000001", "ContentType": "WorkLog", "DisplayText": "Secret", "Latest": true, "Published": true, "Owner": "{{Cast.IdOf(Cast.Amina)}}",
              "MarkdownBodyPart": { "Markdown": "![x](/media/secret.png) and ![y](/media/draw.svg)" }, "SharingPart": { "CommunityId": "{{closed}}", "Audience": "Community" } } ] }
            """)!.AsObject()));
        using var amina = await own.AsAsync(Cast.Amina);
        using var omar = await own.AsAsync(Cast.Omar);
        using var visitor = own.Visitor();
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound, HttpStatusCode.NotFound), (await StatusAsync(amina, "/media/secret.png"), await StatusAsync(omar, "/media/secret.png"), await StatusAsync(visitor, "/media/secret.png")));
        // Who writes its path into an item of their own does not get it by that; who has it can give it on.
        await omar.SubmitAsync("/log", "#log-composer", ("Markdown", "Let me see ![x](/media/secret.png)"), ("Audience", "Everyone"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(omar, "/media/secret.png"));
        await own.Services.GetRequiredService<Reprojection>().RunAsync(null, int.MaxValue, Ct);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(omar, "/media/secret.png"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(omar, "/media/desks/one%20desk.png"));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(omar, "/media/..%2Fdesks/one%20desk.png"));

        using var drawing = await amina.Http.GetAsync(new Uri("/media/draw.svg", UriKind.Relative), Ct);
        Assert.Equal("image/svg+xml", drawing.Content.Headers.ContentType!.MediaType);
        Assert.Contains("sandbox", drawing.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal("nosniff", drawing.Headers.GetValues("X-Content-Type-Options").Single());

        await amina.SubmitAsync("/log", "#log-composer", ("Markdown", "Look at this ![x](/media/secret.png)"), ("Audience", "Everyone"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(omar, "/media/secret.png"));

        using var part = new HttpRequestMessage(HttpMethod.Get, "/media/secret.png") { Headers = { Range = new(1, 3) } };
        using var answer = await amina.Http.SendAsync(part, Ct);
        Assert.Equal((HttpStatusCode.PartialContent, "PNG"), (answer.StatusCode, await answer.Content.ReadAsStringAsync(Ct)));
    }

    private static async Task<HttpStatusCode> StatusAsync(Browser browser, string path)
    {
        using var response = await browser.Http.GetAsync(new Uri(path, UriKind.Relative), Ct);
        return response.StatusCode;
    }

    public sealed class OnSqlite(SqliteHub hub) : GuardingSites(hub);

    public sealed class OnPostgres(PostgresHub hub) : GuardingSites(hub);
}
