using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>A leader at the review desk: by keyboard, in the margin, and on a phone.</summary>
public sealed class OnTheDesk(DemoHub hub)
{
    [Fact]
    public async Task A_passage_is_selected_said_something_about_and_a_decision_taken_back()
    {
        const string title = "Write the handover before lunch";
        await SubmitAsync(title, "Write it before lunch, while the morning is fresh. Read it again at four.");
        var page = await hub.AsAsync("Nadia Benali");
        await page.GotoAsync("/reviews");
        await page.GetByRole(AriaRole.Link, new() { Name = title }).First.ClickAsync();
        await page.Locator("#version [data-field]", new() { HasText = "before lunch" }).Last.EvaluateAsync("""
            field => {
              const walker = document.createTreeWalker(field, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                const at = walker.currentNode.data.indexOf('while the morning is fresh');
                if (at >= 0) { getSelection().setBaseAndExtent(walker.currentNode, at, walker.currentNode, at + 26); return; }
              }
            }
            """);
        await Assertions.Expect(page.Locator("#quote")).ToHaveValueAsync("while the morning is fresh");
        await page.Keyboard.PressAsync("m");
        await Assertions.Expect(page.GetByLabel("What do you mean about it?")).ToBeFocusedAsync();
        await page.Keyboard.TypeAsync("In which time zone?");
        await page.GetByRole(AriaRole.Button, new() { Name = "Put it in the margin" }).ClickAsync();
        await Assertions.Expect(page.Locator("#version mark")).ToHaveTextAsync("while the morning is fresh");
        await Accessible.CheckAsync(page);

        await page.Keyboard.PressAsync("n");
        await page.Keyboard.TypeAsync("Say for whom.");
        await page.Keyboard.PressAsync("Escape");
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for changes" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Take it back" }).ClickAsync();
        await Assertions.Expect(page.Locator("#decision button[name=Verdict][value=Approve]")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".steps")).ToContainTextAsync("Taken back by Nadia Benali");
    }

    [Fact]
    public async Task On_a_phone_the_desk_is_three_steps()
    {
        const string title = "Name the channel after the incident";
        await SubmitAsync(title, "One channel an incident, named after it.");
        var page = await hub.AsAsync("Jonas Olsen", width: 390);
        await page.GotoAsync("/reviews");
        await Assertions.Expect(page.Locator("#version")).ToBeHiddenAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = title }).First.ClickAsync();
        await Assertions.Expect(page.Locator("#version")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".desk-list")).ToBeHiddenAsync();
        await Assertions.Expect(page.Locator("#decision")).ToBeHiddenAsync();
        Assert.Empty(await Accessible.FaultsAsync(page));
        await page.GetByRole(AriaRole.Navigation, new() { Name = "Steps" }).GetByRole(AriaRole.Link, new() { Name = "Decide" }).ClickAsync();
        await Assertions.Expect(page.Locator("#decision")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#version")).ToBeHiddenAsync();
        Assert.Empty(await Accessible.FaultsAsync(page));

        // What is refused is said where one looks, however long the text above it.
        await page.GetByRole(AriaRole.Button, new() { Name = "Ask for changes" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Your decision")).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("#note-error")).ToBeInViewportAsync();
    }

    [Fact]
    public async Task J_and_K_stay_on_the_desk_and_take_the_focus_along()
    {
        const string title = "Read the alarm aloud";
        await SubmitAsync(title, "Read it aloud before you touch anything.");
        var page = await hub.AsAsync("Nadia Benali");
        await page.GotoAsync("/reviews");
        await page.GetByRole(AriaRole.Link, new() { Name = title }).First.ClickAsync();
        await Assertions.Expect(page.Locator("[data-row][aria-current]")).ToContainTextAsync(title);
        var rows = page.Locator(".desk-list [data-row]");
        var at = await rows.EvaluateAllAsync<int>("rows => rows.findIndex(row => row.matches('[aria-current]'))");
        Assert.True(at > 0, "What is to be verified stands above it.");
        while (at-- > 0)
        {
            var href = (await rows.Nth(at).GetAttributeAsync("href"))!;
            await page.Keyboard.PressAsync("k");
            if (href.StartsWith("/reviews?", StringComparison.Ordinal))
            {
                await page.WaitForURLAsync("**" + href);
            }

            await Assertions.Expect(rows.Nth(at)).ToBeFocusedAsync();
        }

        Assert.Equal("/reviews", new Uri(page.Url).AbsolutePath);
        Assert.StartsWith("/reviews/verify/", await rows.First.GetAttributeAsync("href"), StringComparison.Ordinal);
    }

    private async Task SubmitAsync(string title, string what)
    {
        var page = await hub.AsAsync("Priya Raman");
        await page.GotoAsync("/practices/write");
        await page.GetByLabel("Title").FillAsync(title);
        await page.GetByLabel("What we do").FillAsync(what);
        await page.GetByLabel("Community", new() { Exact = true }).SelectOptionAsync("Incident response");
        await page.GetByRole(AriaRole.Button, new() { Name = "Save draft" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Submit for review" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Submit for review" }).ClickAsync();
        await Assertions.Expect(page.Locator("#turns")).ToBeVisibleAsync();
    }
}
