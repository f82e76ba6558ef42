using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>At the banner of what nobody verified for long: a reader puts it right on the page, a leader takes it over, another looks at it.</summary>
public sealed class SuggestingTheFix(DemoHub hub)
{
    private const string Address = "/practices/say-who-is-in-command-in-the-first-minute";
    private const string Better = "Say it aloud, twice.";

    [Fact]
    public async Task A_reader_writes_it_in_place_a_leader_takes_it_over_and_another_sees_what_is_different()
    {
        var reader = await hub.AsAsync("Haruka Sato", width: 390, ColorScheme.Dark);
        await reader.GotoAsync(Address);
        await reader.GetByRole(AriaRole.Link, new() { Name = "Suggest the fix" }).ClickAsync();
        var text = reader.Locator("#suggest textarea[name='Texts[PracticePart.What]']");
        await Assertions.Expect(text).ToBeVisibleAsync();
        Assert.EndsWith(Address, reader.Url, StringComparison.Ordinal);
        await Accessible.CheckAsync(reader);
        await text.FillAsync(await text.InputValueAsync() + "\n\n" + Better);
        await reader.Locator("#suggest button.primary").ClickAsync();
        await Assertions.Expect(reader.Locator("#suggest")).ToHaveCountAsync(0);

        var rosa = await hub.AsAsync("Rosa Marchetti");
        await rosa.GotoAsync(Address);
        await rosa.GetByRole(AriaRole.Link, new() { Name = "Look at it" }).ClickAsync();
        await Assertions.Expect(rosa.Locator("ins").Last).ToContainTextAsync(Better);
        await Accessible.CheckAsync(rosa);
        await rosa.GetByLabel("A small one").CheckAsync();
        await rosa.GetByRole(AriaRole.Button, new() { Name = "Take it over" }).ClickAsync();
        await rosa.WaitForURLAsync("**" + Address);
        await Assertions.Expect(rosa.GetByRole(AriaRole.Main)).ToContainTextAsync(Better);

        var nadia = await hub.AsAsync("Nadia Benali");
        await nadia.GotoAsync("/reviews");
        await nadia.Locator("#reworded summary").ClickAsync();
        await Accessible.CheckAsync(nadia);
        await nadia.Locator("#reworded a").First.ClickAsync();
        await Assertions.Expect(nadia.Locator("ins").Last).ToContainTextAsync(Better);
        await Accessible.CheckAsync(nadia);
    }
}
