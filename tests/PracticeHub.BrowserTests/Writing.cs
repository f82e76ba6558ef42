using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>What the editor does while one writes: help, a preview, and nothing that is lost.</summary>
public sealed partial class Writing(DemoHub hub)
{
    private const string Picture = """
        async area => {
          const canvas = Object.assign(document.createElement("canvas"), { width: 40, height: 20 });
          canvas.getContext("2d").fillRect(0, 0, 40, 20);
          const blob = await new Promise(done => canvas.toBlob(done, "image/png"));
          const data = new DataTransfer();
          data.items.add(new File([blob], "night shift.png", { type: "image/png" }));
          area.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
        }
        """;

    [Fact]
    public async Task People_items_and_pictures_come_in_while_one_types_and_are_previewed()
    {
        var page = await OpenAsync("Typed with help");
        var area = page.Locator("#Markdown");
        await area.ClickAsync();
        await area.PressAsync("Control+End");
        await area.PressSequentiallyAsync("\n\nAsk @ros");
        await page.GetByRole(AriaRole.Option, new() { Name = "@rosa" }).ClickAsync();
        await area.PressSequentiallyAsync("and read [[hand over by");
        await page.GetByRole(AriaRole.Option, new() { Name = "Hand over by voice" }).ClickAsync();
        await Assertions.Expect(area).ToHaveValueAsync(Linked());
        await area.EvaluateAsync(Picture);
        await Assertions.Expect(area).ToHaveValueAsync(Shown());

        var preview = page.GetByRole(AriaRole.Button, new() { Name = "Preview" });
        await preview.PressAsync("Enter");
        var pane = page.GetByRole(AriaRole.Region, new() { Name = "Preview" });
        await Assertions.Expect(pane.GetByRole(AriaRole.Link, new() { Name = "@rosa" })).ToBeVisibleAsync();
        await Assertions.Expect(pane.Locator("img")).ToBeVisibleAsync();
        await area.PressAsync("Control+End");
        await area.PressSequentiallyAsync("\n\n## Seen at once");
        await Assertions.Expect(pane.GetByRole(AriaRole.Heading, new() { Name = "Seen at once" })).ToBeVisibleAsync();
        await Accessible.CheckAsync(page);
        await preview.ClickAsync();
        await Assertions.Expect(pane).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_answer_that_comes_late_does_not_take_the_place_of_a_newer_one()
    {
        var page = await OpenAsync("Typed faster than answered");
        var asked = new ConcurrentQueue<string>();
        page.Request += (_, request) => asked.Enqueue(request.Url);
        var late = new TaskCompletionSource();
        await page.RouteAsync("**/search/items?q=h", async route =>
        {
            await late.Task;
            await route.ContinueAsync();
        });
        var area = page.Locator("#Markdown");
        await area.PressAsync("Control+End");
        await area.PressSequentiallyAsync(" Read [[hand over by");
        var options = page.GetByRole(AriaRole.Option);
        await Assertions.Expect(options.Filter(new() { HasText = "Hand over by voice" })).ToBeVisibleAsync();
        var before = await options.AllInnerTextsAsync();
        var answered = page.WaitForResponseAsync(response => response.Url.EndsWith("/search/items?q=h", StringComparison.Ordinal));
        late.SetResult();
        await (await answered).FinishedAsync();
        await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 50)))");
        await Assertions.Expect(options).ToHaveTextAsync(before, new() { UseInnerText = true });
        Assert.Single(asked, url => url.EndsWith("/search/items?q=h", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_comment_that_was_taken_is_no_longer_in_the_form_nor_there_the_next_time()
    {
        var page = await OpenAsync("Said once");
        await page.GotoAsync(new Uri(page.Url).AbsolutePath.Replace("/edit", "", StringComparison.Ordinal));
        await page.Locator("#comment-text").PressSequentiallyAsync("Well done.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Comment", Exact = true }).ClickAsync();
        await Assertions.Expect(page.Locator("#comments .prose")).ToHaveTextAsync("Well done.");
        await Assertions.Expect(page.Locator("#comment-form[data-drafting]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#comment-text")).ToHaveValueAsync("");
        await page.ReloadAsync();
        await Assertions.Expect(page.Locator("#comment-form[data-drafting]")).ToHaveCountAsync(1);
        await Assertions.Expect(page.Locator("#comment-text")).ToHaveValueAsync("");
    }

    [Fact]
    public async Task What_is_typed_waits_on_another_device_and_others_see_who_is_at_it()
    {
        var page = await OpenAsync("Typed in two places");
        await page.Locator("#Markdown").FillAsync("Half a thought, typed on the way");
        await Assertions.Expect(page.GetByText("Kept on the server")).ToBeVisibleAsync();

        var elsewhere = await hub.AsAsync("Diego Ferreira", 390, ColorScheme.Dark);
        await elsewhere.GotoAsync(new Uri(page.Url).AbsolutePath);
        await Accessible.CheckAsync(elsewhere);
        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Go on with them" }).ClickAsync();
        await Assertions.Expect(elsewhere.Locator("#Markdown")).ToHaveValueAsync("Half a thought, typed on the way");

        var other = await hub.AsAsync("Maren Harms");
        await other.GotoAsync(new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(other.Locator("[data-copy-others]")).ToContainTextAsync("Diego Ferreira");

        await elsewhere.GetByRole(AriaRole.Button, new() { Name = "Save" }).First.ClickAsync();
        await Assertions.Expect(elsewhere.GetByRole(AriaRole.Heading, new() { Name = "Half a thought" })).ToBeVisibleAsync();
        await elsewhere.GotoAsync(new Uri(page.Url).AbsolutePath);
        await Assertions.Expect(elsewhere.Locator("[data-copy-others]")).ToContainTextAsync("Maren Harms");
        await Assertions.Expect(elsewhere.Locator("[data-copy-offer]")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Items_and_people_are_found_by_their_names_where_a_field_asks_for_them()
    {
        var page = await hub.AsAsync("Maren Harms");
        await page.GotoAsync("/admin/types");
        await page.EvaluateAsync("""
            async () => {
              const __RequestVerificationToken = document.querySelector("input[name=__RequestVerificationToken]").value;
              const send = (address, fields) => fetch(address, { method: "POST", body: new URLSearchParams({ ...fields, __RequestVerificationToken }) });
              await send("/admin/types", { DisplayName: "Reading list", Name: "ReadingList" });
              await send("/admin/types/ReadingList?handler=AddField", { kind: "ContentPickerField", field: "Items", label: "Items" });
              await send("/admin/types/ReadingList?handler=AddField", { kind: "UserPickerField", field: "People", label: "People" });
            }
            """);
        await page.GotoAsync("/content/write/ReadingList");
        var (items, people) = (page.GetByLabel("Items"), page.GetByLabel("People"));
        await items.ClickAsync();
        await items.PressSequentiallyAsync("[[hand over by");
        await page.GetByRole(AriaRole.Option, new() { Name = "Hand over by voice" }).ClickAsync();
        await Assertions.Expect(items).ToHaveValueAsync(Picked());
        await people.PressSequentiallyAsync("@ros");
        await page.GetByRole(AriaRole.Option, new() { Name = "@rosa" }).ClickAsync();
        await Accessible.CheckAsync(page);
        await page.Locator("[id='TitlePart.Title']").FillAsync("To read");
        await page.Locator("button[name=action][value=publish]").ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "Hand over by voice" })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Link, new() { Name = "rosa", Exact = true })).ToBeVisibleAsync();
    }

    /// <summary>The form of a new work log of Diego's.</summary>
    private async Task<IPage> OpenAsync(string text)
    {
        var page = await hub.AsAsync("Diego Ferreira");
        await page.GetByLabel("What did you do, and what did you learn?").FillAsync($"{text}\n\nFirst.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Log it" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = text })).ToBeVisibleAsync();
        await page.GotoAsync(new Uri(page.Url).AbsolutePath + "/edit");
        return page;
    }

    [GeneratedRegex(@"^\[Hand over by voice.*\]\(/practices/[^)]*\) ?$", RegexOptions.None, 1000)]
    private static partial Regex Picked();

    [GeneratedRegex(@"@rosa\s+and read \[Hand over by voice[^\]]*\]\(/practices/hand-over-by-voice[^)]*\)", RegexOptions.None, 1000)]
    private static partial Regex Linked();

    [GeneratedRegex(@"!\[night shift[^\]]*\]\(/media/[^)]+\)", RegexOptions.None, 1000)]
    private static partial Regex Shown();
}
