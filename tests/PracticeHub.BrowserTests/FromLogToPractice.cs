using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>The main job of the hub, as six people do it one after another, each in a browser of their own.</summary>
public sealed class FromLogToPractice(DemoHub hub)
{
    private const string Practice = "Read the pager aloud before you silence it";

    [Fact]
    public async Task Work_is_narrated_a_link_curated_a_practice_written_reviewed_promoted_and_found_by_an_outsider()
    {
        await LogAsync();
        await ShareAsync();
        await TagAsync();
        var address = await WriteAsync();
        await SubmitAsync(address);
        await DecideAsync("Nadia Benali");
        await DecideAsync("Jonas Olsen");
        await PromoteAsync(address);
        await FindAndTryAsync();
    }

    private async Task LogAsync()
    {
        var page = await hub.AsAsync("Diego Ferreira");
        await page.GetByLabel("What did you do, and what did you learn?").FillAsync(
            "Read the pager text aloud before silencing it\n\nTwo of three pages tonight named a host that was already drained.");
        await page.GetByLabel("Where").SelectOptionAsync("Incident response");
        await Accessible.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Log it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Read the pager text aloud" })).ToBeVisibleAsync();
        await Accessible.CheckAsync(page);
    }

    private async Task ShareAsync()
    {
        var page = await hub.AsAsync("Diego Ferreira");
        await page.GotoAsync("/resources/share");
        await page.GetByLabel("Address", new() { Exact = true }).FillAsync("https://example.org/alert-texts-that-people-read");
        await page.GetByLabel("Title", new() { Exact = true }).FillAsync("Alert texts that people read");
        await page.GetByLabel("Why should a colleague open it?").FillAsync("Half a page, with before and after.");
        await page.GetByLabel("Where").SelectOptionAsync("Incident response");
        await Accessible.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Share it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Alert texts that people read" })).ToBeVisibleAsync();
    }

    private async Task TagAsync()
    {
        var page = await hub.AsAsync("Ines Pereira");
        await page.GotoAsync("/curate");
        await page.GetByRole(AriaRole.Link, new() { Name = "Alert texts that people read" }).First.ClickAsync();
        await page.Locator("#desk-form").GetByLabel("Topics").FillAsync("Handover");
        await Accessible.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Publish" }).ClickAsync();
        await page.GotoAsync("/search?q=%22alert+texts+that%22");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Alert texts that people read");
        await Accessible.CheckAsync(page);
    }

    private async Task<string> WriteAsync()
    {
        var page = await hub.AsAsync("Priya Raman");
        await page.GotoAsync("/practices/write");
        await page.GetByLabel("Title").FillAsync(Practice);
        await page.GetByLabel("Summary").FillAsync("Say the text of the page aloud before silencing it; half of them then explain themselves.");
        await page.GetByLabel("What we do").FillAsync("1. Read the page aloud.\n2. Name the host.\n3. Only then silence it.");
        await page.GetByLabel("Community", new() { Exact = true }).SelectOptionAsync("Incident response");
        await CiteAsync(page, "Read the pager text", "distilled from");
        await CiteAsync(page, "Alert texts that", "cites");
        await Accessible.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = Practice })).ToBeVisibleAsync();
        await Accessible.CheckAsync(page);
        return new Uri(page.Url).AbsolutePath;
    }

    private static async Task CiteAsync(IPage page, string what, string relation)
    {
        await page.GetByLabel("Find logs, resources and practices").FillAsync(what);
        await page.Locator("#found li", new() { HasText = what }).First.GetByLabel(relation).CheckAsync();
    }

    private async Task SubmitAsync(string address)
    {
        var page = await hub.AsAsync("Priya Raman");
        await page.GotoAsync(address);
        await page.GetByRole(AriaRole.Link, new() { Name = "Submit for review" }).ClickAsync();
        await Accessible.CheckAsync(page);
        await page.GetByLabel("A note to them").FillAsync("Is the second step clear to somebody new?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("review", new() { IgnoreCase = true });
    }

    private async Task DecideAsync(string leader)
    {
        var page = await hub.AsAsync(leader);
        await page.GotoAsync("/reviews");
        await page.GetByRole(AriaRole.Link, new() { Name = Practice }).First.ClickAsync();
        await Accessible.CheckAsync(page);
        foreach (var criterion in await page.Locator("input[name=CriteriaMet]").AllAsync())
        {
            await criterion.CheckAsync();
        }

        await page.Locator("button[name=Verdict][value=Approve]").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Yes, go on" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).GetByText(Practice)).ToBeVisibleAsync();
        await Accessible.CheckAsync(page);
        // The desk says by itself when the decision cannot be taken back any more.
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).Not.ToContainTextAsync(Practice, new() { Timeout = 60_000 });
    }

    private async Task PromoteAsync(string address)
    {
        var page = await hub.AsAsync("Rosa Marchetti");
        await page.GotoAsync(address);
        for (var reloads = 0; reloads < 200 && !(await page.GetByRole(AriaRole.Main).InnerTextAsync()).Contains("Promoted", StringComparison.Ordinal); reloads++)
        {
            await page.ReloadAsync();
        }

        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("Promoted");
        await page.GetByRole(AriaRole.Link, new() { Name = "Promotion" }).ClickAsync();
        await page.GetByLabel("Everyone who may read in this hub").CheckAsync();
        await page.GetByLabel("Why").FillAsync("Every team that is paged can use it.");
        await Accessible.CheckAsync(page);
        await page.GetByRole(AriaRole.Button, new() { Name = "Promote", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("everyone", new() { IgnoreCase = true });
    }

    /// <summary>Haruka is no member of the community; on her phone she finds the practice, sees its whole path and says that it worked.</summary>
    private async Task FindAndTryAsync()
    {
        var page = await hub.AsAsync("Haruka Sato", width: 390, ColorScheme.Dark);
        await page.GotoAsync("/search?q=pager+aloud");
        await Accessible.CheckAsync(page);
        await page.GetByRole(AriaRole.Link, new() { Name = Practice }).First.ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "It worked" }).ClickAsync();
        await Assertions.Expect(page.Locator("#outcomes")).ToContainTextAsync("Haruka Sato");
        await page.ReloadAsync();
        var path = page.Locator("#provenance");
        await Assertions.Expect(path).ToContainTextAsync("Read the pager text aloud");
        await Assertions.Expect(path).ToContainTextAsync("Alert texts that people read");
        await Assertions.Expect(path).ToContainTextAsync("review");
        await Assertions.Expect(path).ToContainTextAsync("Promoted");
        await Accessible.CheckAsync(page);
    }
}
