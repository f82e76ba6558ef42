using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>Pages as members, curators, leaders and administrators find them: accessible and never too wide, whatever the light.</summary>
public sealed class EveryPage(DemoHub hub)
{
    private static readonly string[] Paths =
    [
        "/", "/communities", "/communities/new", "/communities/incident-response", "/communities/incident-response/practices",
        "/communities/incident-response/people", "/communities/incident-response/about", "/log", "/logs", "/resources", "/resources/share",
        "/curate", "/topics", "/practices", "/practices/write", "/practices/hand-over-by-voice-record-in-writing", "/reviews", "/reviews/record",
        "/reviews/suggest/4b0000000000000000hand0ver", "/reviews/flows/4c00000000000000001nc1dent",
        "/people", "/people/rosa", "/search", "/search?q=handover", "/search?q=nothing-like-this", "/saved", "/account", "/account/password",
        "/account/passkeys", "/media", "/admin/features", "/admin/themes", "/admin/users", "/admin/recipes", "/admin/menus", "/admin/files", "/admin/types", "/admin/types/Resource",
        "/admin/workflows", "/admin/workflows/4wreview000000000000000000", "/admin/workflows/4wreview000000000000000000/runs", "/admin/workflows/4wreview000000000000000000/edit",
        "/admin/workflows/4wreview000000000000000000/edit/decided", "/admin/workflows/4wreview000000000000000000/try", "/admin/workflows/new", "/no-such-page",
    ];

    /// <summary>Both colours at both ends of what fits; between them only whether it does.</summary>
    public static TheoryData<int, string, bool> Views => new() { { 1600, "light", true }, { 1280, "dark", false }, { 390, "light", false }, { 360, "dark", true } };

    [Theory, MemberData(nameof(Views))]
    public async Task Every_page_is_accessible_and_fits(int width, string light, bool isLookedAtWhole)
    {
        var scheme = light == "dark" ? ColorScheme.Dark : ColorScheme.Light;
        var page = await hub.AsAsync("Maren Harms", width, scheme);
        var faults = new List<string>();
        foreach (var path in Paths)
        {
            var response = await page.GotoAsync(path);
            Assert.Equal(path == "/no-such-page" ? 404 : 200, response!.Status);
            faults.AddRange(isLookedAtWhole ? await Accessible.FaultsAsync(page) : await Accessible.TooWideAsync(page));
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public async Task Without_script_the_same_pages_work()
    {
        var page = await hub.AsAsync("Diego Ferreira", script: false);
        await page.GetByLabel("What did you do, and what did you learn?").FillAsync("Without script\n\nIt works all the same.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Without script" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task On_a_phone_the_filters_of_a_list_wait_behind_a_button()
    {
        var page = await hub.AsAsync("Diego Ferreira", 390);
        await page.GotoAsync("/resources");
        var filters = page.GetByRole(AriaRole.Navigation, new() { Name = "Narrow the list" });
        await Assertions.Expect(filters).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Narrow the list" }).ClickAsync();
        await Assertions.Expect(filters).ToBeVisibleAsync();
        Assert.Empty(await Accessible.FaultsAsync(page));
        await filters.GetByRole(AriaRole.Link, new() { Name = "Book" }).ClickAsync();
        await Assertions.Expect(filters).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Narrow the list 1" })).ToBeVisibleAsync();
        await page.SetViewportSizeAsync(1280, 900);
        await Assertions.Expect(filters).ToBeVisibleAsync();
    }

    [Theory]
    [InlineData(503, "The hub cannot save just now.")]
    [InlineData(413, "That is too large to be saved.")]
    [InlineData(0, "That did not work.")]
    public async Task What_a_part_of_a_page_could_not_send_is_said_and_kept(int status, string words)
    {
        var page = await hub.AsAsync("Diego Ferreira");
        await page.GotoAsync("/practices/hand-over-by-voice-record-in-writing");
        await page.RouteAsync("**/items/*/comments", route => status == 0 ? route.AbortAsync() : route.FulfillAsync(new() { Status = status, Body = "" }));
        var comment = page.Locator("form[action$='/comments'] textarea").First;
        var text = $"We did the same in the night shift {status}.";
        await comment.FillAsync(text);
        await page.Locator("form[action$='/comments'] button.primary").First.ClickAsync();
        await Assertions.Expect(page.Locator("form [data-refused]")).ToContainTextAsync(words);
        await Assertions.Expect(comment).ToHaveValueAsync(text);
        await page.UnrouteAsync("**/items/*/comments");
        await page.Locator("form[action$='/comments'] button.primary").First.ClickAsync();
        await Assertions.Expect(page.Locator("form [data-refused]")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByText(text)).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Nothing_is_loaded_from_another_host_and_nothing_breaks_the_policy()
    {
        var page = await hub.AsAsync("Rosa Marchetti");
        var (foreign, complaints) = (new List<string>(), new List<string>());
        page.Request += (_, request) => foreign.AddRange(request.Url.StartsWith(hub.Address, StringComparison.Ordinal) ? [] : [request.Url]);
        page.Console += (_, message) => complaints.AddRange(message.Type == "error" ? [message.Text] : []);
        foreach (var path in Paths.Where(p => !p.StartsWith("/admin", StringComparison.Ordinal) && p != "/no-such-page"))
        {
            await page.GotoAsync(path);
        }

        Assert.Empty(foreign);
        Assert.Empty(complaints);
    }
}
