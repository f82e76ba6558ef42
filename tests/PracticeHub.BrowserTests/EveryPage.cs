using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>Pages as members, curators, leaders and administrators find them: accessible and never too wide, whatever the light.</summary>
public sealed class EveryPage(DemoHub hub)
{
    private static readonly string[] Paths =
    [
        "/", "/communities", "/communities/new", "/communities/incident-response", "/communities/incident-response/practices",
        "/communities/incident-response/people", "/communities/incident-response/about", "/log", "/logs", "/resources", "/resources/share",
        "/curate", "/topics", "/practices", "/practices/write", "/practices/hand-over-by-voice-record-in-writing", "/reviews",
        "/people", "/people/rosa", "/search", "/search?q=handover", "/search?q=nothing-like-this", "/saved", "/account", "/account/password",
        "/account/passkeys", "/admin/features", "/admin/themes", "/admin/users", "/admin/recipes", "/no-such-page",
    ];

    public static TheoryData<int, string> Views => new() { { 1600, "light" }, { 1280, "dark" }, { 390, "light" }, { 360, "dark" } };

    [Theory, MemberData(nameof(Views))]
    public async Task Every_page_is_accessible_and_fits(int width, string light)
    {
        var scheme = light == "dark" ? ColorScheme.Dark : ColorScheme.Light;
        var page = await hub.AsAsync("Maren Harms", width, scheme);
        var faults = new List<string>();
        foreach (var path in Paths)
        {
            var response = await page.GotoAsync(path);
            Assert.Equal(path == "/no-such-page" ? 404 : 200, response!.Status);
            faults.AddRange(await Accessible.FaultsAsync(page));
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
