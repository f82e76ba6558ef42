using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>The picture of a workflow, by keyboard.</summary>
public sealed class SeeingWorkflows(DemoHub hub)
{
    [Fact]
    public async Task The_arrow_keys_lead_from_activity_to_activity_and_a_link_to_its_row()
    {
        var page = await hub.AsAsync("Maren Harms");
        await page.GotoAsync("/admin/workflows/4wreview000000000000000000");
        var start = page.Locator("a.flow-node.is-start");
        await Assertions.Expect(start).ToBeInViewportAsync();
        await start.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        var second = page.Locator("a.flow-node:focus");
        await Assertions.Expect(second).ToHaveCountAsync(1);
        await Assertions.Expect(start).Not.ToBeFocusedAsync();
        await page.Keyboard.PressAsync("ArrowLeft");
        await Assertions.Expect(start).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("tr:target")).ToHaveCountAsync(1);
    }
}
