using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>A workflow is drawn in its picture: by mouse, by keyboard, and made smaller to be seen as a whole.</summary>
public sealed class DrawingWorkflows(DemoHub hub)
{
    [Fact]
    public async Task Boxes_are_moved_and_connected_by_mouse_and_by_keyboard()
    {
        var page = await hub.AsAsync("Maren Harms");
        await NewAsync(page, "Drawn by hand", "SignalEvent", "IfElseTask", "LogTask");
        var boxes = page.Locator(".flow-node");
        await Assertions.Expect(boxes).ToHaveCountAsync(3);
        var (first, second, third) = (await IdAsync(boxes.Nth(0)), await IdAsync(boxes.Nth(1)), await IdAsync(boxes.Nth(2)));

        // By mouse: to the right, then a way to it.
        var box = (await Box(page, second).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + 100, box.Y + 40);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 300, box.Y - 60, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(Box(page, second)).ToHaveAttributeAsync("data-x", "200");
        await Assertions.Expect(Box(page, second)).ToHaveAttributeAsync("data-y", "24");
        await Assertions.Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/edit$"));
        var port = (await page.Locator($".flow-port[data-of='{first}']").BoundingBoxAsync())!;
        box = (await Box(page, second).BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(port.X + (port.Width / 2), port.Y + (port.Height / 2));
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + 50, box.Y + 40, new() { Steps = 5 });
        await page.Mouse.UpAsync();
        await Assertions.Expect(page.Locator($"path[data-from='{first}'][data-to='{second}']")).ToHaveCountAsync(1);

        // By keyboard: the third one down, and from the second one's second outcome to it.
        await Box(page, third).FocusAsync();
        await page.Keyboard.PressAsync("m");
        await Assertions.Expect(page.Locator("#flow-says")).ToContainTextAsync("Enter");
        var y = int.Parse((await Box(page, third).GetAttributeAsync("data-y"))!, null);
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("ArrowDown");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Box(page, third)).ToHaveAttributeAsync("data-y", $"{y + 20}");
        await Assertions.Expect(Box(page, third)).ToBeFocusedAsync();
        await Box(page, second).FocusAsync();
        await page.Keyboard.PressAsync("c");
        var choice = page.Locator(".flow-choice button");
        await Assertions.Expect(choice).ToHaveCountAsync(2);
        await Assertions.Expect(choice.First).ToBeFocusedAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Box(page, second)).ToBeFocusedAsync();
        await Box(page, third).FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator($"path[data-from='{second}'][data-to='{third}']")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator($"tr#at-{second} code").Nth(1)).ToBeVisibleAsync();

        // What was begun is given up, and nothing has changed.
        await Box(page, third).FocusAsync();
        await page.Keyboard.PressAsync("m");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(Box(page, third)).ToHaveAttributeAsync("transform", "translate(0 0)");
        await page.ReloadAsync();
        await Assertions.Expect(Box(page, third)).ToHaveAttributeAsync("data-y", $"{y + 20}");
        await Assertions.Expect(page.Locator("path.flow-way")).ToHaveCountAsync(2);
        await Accessible.CheckAsync(page);
    }

    [Fact]
    public async Task A_big_picture_fits_to_the_width_and_comes_back_to_its_size()
    {
        var page = await hub.AsAsync("Maren Harms");
        await page.GotoAsync("/admin/workflows/4wreview000000000000000000");
        var (area, tools) = (page.Locator(".flow"), page.Locator(".flow-tools"));
        Assert.True(await IsCutAsync());
        await tools.Locator("[data-zoom=fit]").ClickAsync();
        Assert.False(await IsCutAsync());
        await tools.Locator("[data-zoom='1']").ClickAsync();
        Assert.True(await IsCutAsync());

        Task<bool> IsCutAsync() => area.EvaluateAsync<bool>("flow => flow.scrollWidth > flow.clientWidth");
    }

    [Fact]
    public async Task What_lies_under_the_pointer_stays_there_while_the_wheel_makes_it_larger_and_the_ground_is_dragged_about()
    {
        var page = await hub.AsAsync("Maren Harms");
        await page.GotoAsync("/admin/workflows/4wreview000000000000000000");
        var start = page.Locator(".flow-node.is-start");
        var area = page.Locator(".flow");
        await area.ScrollIntoViewIfNeededAsync();
        var before = await MiddleAsync();
        await page.Mouse.MoveAsync(before.X, before.Y);
        await page.Keyboard.DownAsync("Control");
        await page.Mouse.WheelAsync(0, -50);
        await page.Keyboard.UpAsync("Control");
        var after = await MiddleAsync();
        Assert.True((await start.BoundingBoxAsync())!.Width > 1.5 * before.Width);
        Assert.InRange(after.X - before.X, -2, 2);
        var isWide = await area.EvaluateAsync<float>("flow => flow.scrollLeft");

        // From a place without a box, to the left.
        var frame = (await area.BoundingBoxAsync())!;
        var (x, y) = (frame.X + frame.Width - 60, frame.Y + 20);
        await page.Mouse.MoveAsync(x, y);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(x - 200, y, new() { Steps = 4 });
        await page.Mouse.UpAsync();
        Assert.InRange(await area.EvaluateAsync<float>("flow => flow.scrollLeft") - isWide, 198, 202);
        await Assertions.Expect(page).Not.ToHaveURLAsync(new System.Text.RegularExpressions.Regex("#"));

        async Task<(float X, float Y, float Width)> MiddleAsync()
        {
            var box = (await start.Locator("rect").BoundingBoxAsync())!;
            return (box.X + (box.Width / 2), box.Y + (box.Height / 2), box.Width);
        }
    }

    private static ILocator Box(IPage page, string id) => page.Locator($".flow-node[data-id='{id}']");

    private static async Task<string> IdAsync(ILocator box) => (await box.GetAttributeAsync("data-id"))!;

    private static async Task NewAsync(IPage page, string name, params string[] activities)
    {
        await page.GotoAsync("/admin/workflows/new");
        await page.Locator("#new input[name=Name]").FillAsync(name);
        await page.Locator("#new button").ClickAsync();
        foreach (var (activity, count) in activities.Select((a, i) => (a, i)))
        {
            await page.Locator("#add details").EvaluateAsync("all => all.open = true");
            await page.Locator($"#add button[value={activity}]").ClickAsync();
            await Assertions.Expect(page.Locator(".flow-node")).ToHaveCountAsync(count + 1);
        }
    }
}
