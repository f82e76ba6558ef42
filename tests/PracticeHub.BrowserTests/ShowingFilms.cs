using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>A film on YouTube is shown where its link stands, and nobody is contacted before the reader says so.</summary>
public sealed class ShowingFilms(DemoHub hub)
{
    [Fact]
    public async Task A_film_is_fetched_when_the_reader_asks_for_it()
    {
        var page = await hub.AsAsync("Diego Ferreira");
        var asked = new List<string>();
        await page.RouteAsync("https://*.youtube*.com/**", route =>
        {
            asked.Add(route.Request.Url);
            return route.FulfillAsync(new() { ContentType = "text/html", Body = "<p>The film</p>" });
        });
        await page.GetByLabel("What did you do, and what did you learn?").FillAsync("A talk on handover\n\n[The talk](https://www.youtube.com/watch?v=aB3_-x)\n\nAnd [one](https://youtu.be/other) among words.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log it" }).ClickAsync();
        var offer = page.GetByRole(AriaRole.Button, new() { Name = "Show the film here" });
        await Assertions.Expect(offer).ToHaveCountAsync(1);
        Assert.Empty(await Accessible.FaultsAsync(page));
        Assert.Empty(asked);
        await offer.ClickAsync();
        await Assertions.Expect(page.FrameLocator("iframe[title='The talk']").GetByText("The film")).ToBeVisibleAsync();
        Assert.Equal(["https://www.youtube-nocookie.com/embed/aB3_-x"], asked);
    }
}
