using System.Globalization;
using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>
/// The whole way of a practice as people see it, weeks of it, in a hub of its own whose clock the test moves: three leaders of whom
/// one is away, changes asked twice, a turn that ends, a review that climbs, promotion, doubts, and a second verification.
/// </summary>
public sealed class FromDraftToVerifiedAgain
{
    private const string Practice = "Say who has the pager before the call ends";
    private const string Nadia = "Nadia Benali";
    private const string Rosa = "Rosa Marchetti";
    private const string Priya = "Priya Raman";
    /// <summary>For what follows in the background; each time the page is loaded anew.</summary>
    private const int MostReloads = 300;

    [Fact]
    public async Task One_leader_is_away_changes_are_asked_twice_a_turn_ends_it_climbs_is_promoted_fails_and_is_verified_again()
    {
        await using var hub = new DemoHub();
        await hub.InitializeAsync();
        await GoAwayAsync(hub);
        var address = await WriteAsync(hub);
        await AskForChangesAsync(hub, Nadia, "Say for whom.");
        await ReviseAsync(hub, address, "1. The one who leaves says the name.\n2. The one who comes repeats it.");
        await AskForChangesAsync(hub, Rosa, "And if nobody answers?");
        await ReviseAsync(hub, address, "1. The one who leaves says the name.\n2. The one who comes repeats it.\n3. If nobody does, the call goes on.");
        await LetATurnEndAsync(hub);
        await ClimbAsync(hub);
        await ApproveAsync(hub, Nadia, isLast: false);
        await ApproveAsync(hub, Rosa, isLast: true);
        await SeeAsync(await hub.AsAsync(Priya), address, "Promoted");
        foreach (var reader in new[] { "Haruka Sato", "Diego Ferreira", "Kenji Mori" })
        {
            await DoubtAsync(hub, reader, address);
        }

        await VerifyAsync(hub, address);
    }

    private static async Task GoAwayAsync(DemoHub hub)
    {
        var page = await hub.AsAsync("Jonas Olsen");
        await page.GotoAsync("/people/me/edit");
        await page.GetByLabel("First day").FillAsync(Day(hub, -1));
        await page.GetByLabel("Last day").FillAsync(Day(hub, 90));
        await Accessible.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.WaitForURLAsync(url => !url.EndsWith("/edit", StringComparison.Ordinal));
        await Accessible.CheckAsync(page);
    }

    private static async Task<string> WriteAsync(DemoHub hub)
    {
        var page = await hub.AsAsync(Priya);
        await page.GotoAsync("/practices/write");
        await page.GetByLabel("Title").FillAsync(Practice);
        await page.GetByLabel("What we do").FillAsync("Say the name.");
        await page.GetByLabel("Community", new() { Exact = true }).SelectOptionAsync("Incident response");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = Practice })).ToBeVisibleAsync();
        var address = new Uri(page.Url).AbsolutePath;
        await page.GetByRole(AriaRole.Link, new() { Name = "Submit for review" }).ClickAsync();
        await page.GetByLabel("How much harm does it do").SelectOptionAsync("Much: verify it every 90 days");
        await SubmitAsync(page);
        await Assertions.Expect(page.Locator("#turns")).ToContainTextAsync(Nadia);
        await Assertions.Expect(page.Locator("#turns")).ToContainTextAsync(Rosa);
        await Assertions.Expect(page.Locator("#turns")).Not.ToContainTextAsync("Jonas");
        return address;
    }

    private static async Task SubmitAsync(IPage page)
    {
        await Accessible.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).ClickAsync();
        await Assertions.Expect(page.Locator("#turns")).ToBeVisibleAsync();
        await Accessible.CheckAsync(page);
    }

    private static async Task AskForChangesAsync(DemoHub hub, string leader, string note)
    {
        var page = await OnTheDeskAsync(hub, leader);
        await page.Locator("#note").FillAsync(note);
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for changes" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText(Practice)).ToBeVisibleAsync();
        await Accessible.CheckAsync(page);
        await hub.LaterAsync(TimeSpan.FromSeconds(11));
    }

    private static async Task ReviseAsync(DemoHub hub, string address, string what)
    {
        var page = await hub.AsAsync(Priya);
        await SeeAsync(page, address, "The leaders ask for changes.");
        await page.GotoAsync(address + "/edit");
        await page.GetByLabel("What we do").FillAsync(what);
        await Accessible.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await page.Locator("#submit-for-review").ClickAsync();
        await SubmitAsync(page);
    }

    private static async Task LetATurnEndAsync(DemoHub hub)
    {
        var page = await OnTheDeskAsync(hub, Nadia);
        await page.GetByRole(AriaRole.Button, new() { Name = "I take it" }).ClickAsync();
        await Assertions.Expect(page.Locator("#turns")).ToContainTextAsync("has taken it, until");
        await Accessible.CheckAsync(page);
        await hub.LaterAsync(TimeSpan.FromHours(49));
        page = await OnTheDeskAsync(hub, Rosa);
        await SeeAsync(page, new Uri(page.Url).PathAndQuery, $"The turn of {Nadia} ended");
    }

    /// <summary>Five working days to decide and five more: nobody did, so the learning advisors are told.</summary>
    private static async Task ClimbAsync(DemoHub hub)
    {
        await hub.LaterAsync(TimeSpan.FromDays(16));
        var page = await hub.AsAsync("Oluwaseun Adeyemi");
        await SeeAsync(page, "/reviews", Practice);
        await Assertions.Expect(page.Locator(".desk-list li", new() { HasText = Practice })).ToContainTextAsync("Leaders do not answer");
    }

    private static async Task ApproveAsync(DemoHub hub, string leader, bool isLast)
    {
        var page = await OnTheDeskAsync(hub, leader);
        if (isLast)
        {
            await Assertions.Expect(page.GetByLabel("How much harm does it do")).ToHaveValueAsync("High");
        }

        await page.Locator("button[name=Verdict][value=Approve]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, go on" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText(Practice)).ToBeVisibleAsync();
        await hub.LaterAsync(TimeSpan.FromSeconds(11));
    }

    private static async Task DoubtAsync(DemoHub hub, string reader, string address)
    {
        var page = await hub.AsAsync(reader);
        await page.GotoAsync(address);
        await page.GetByLabel("What was it like, and where?").FillAsync("Nobody repeated the name.");
        await page.Locator("#outcome-form button[value=NotWorked]").ClickAsync();
        await Assertions.Expect(page.Locator("#outcomes")).ToContainTextAsync(reader);
        await Accessible.CheckAsync(page);
        await hub.LaterAsync(TimeSpan.FromMinutes(1));
    }

    private static async Task VerifyAsync(DemoHub hub, string address)
    {
        var page = await hub.AsAsync(Rosa);
        await SeeAsync(page, "/reviews", Practice);
        await page.Locator(".desk-list").GetByRole(AriaRole.Link, new() { Name = Practice }).ClickAsync();
        await page.GetByLabel("What did you look at?").FillAsync("Three calls; now the leaver asks for it.");
        await Accessible.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "It still holds" }).ClickAsync();
        await page.WaitForURLAsync("**" + address);
        await Assertions.Expect(page.Locator("#trust")).ToContainTextAsync("Three calls; now the leaver asks for it.");
        await Accessible.CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = "The whole record of it" }).First.ClickAsync();
        var record = page.GetByRole(AriaRole.Main);
        foreach (var line in new[] { $"Submitted by {Priya}", $"Changes asked by {Nadia}", $"Changes asked by {Rosa}", $"The turn of {Nadia} ended", "Oluwaseun Adeyemi was told that it is late", "Due for verification sooner", $"Verified by {Rosa}" })
        {
            await Assertions.Expect(record).ToContainTextAsync(line);
        }

        await Accessible.CheckAsync(page);
    }

    /// <summary>The practice, opened on a leader's desk.</summary>
    private static async Task<IPage> OnTheDeskAsync(DemoHub hub, string leader)
    {
        var page = await hub.AsAsync(leader);
        await SeeAsync(page, "/reviews", Practice);
        await page.Locator(".desk-list").GetByRole(AriaRole.Link, new() { Name = Practice }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#version")).ToContainTextAsync(Practice);
        await Accessible.CheckAsync(page);
        return page;
    }

    /// <summary>Loads the page until it says so, and looks at it with axe.</summary>
    private static async Task SeeAsync(IPage page, string path, string text)
    {
        await page.GotoAsync(path);
        for (var reloads = 0; reloads < MostReloads && !(await page.GetByRole(AriaRole.Main).TextContentAsync())!.Contains(text, StringComparison.Ordinal); reloads++)
        {
            await page.ReloadAsync();
        }

        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(text);
        await Accessible.CheckAsync(page);
    }

    private static string Day(DemoHub hub, int days) => hub.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
