using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

/// <summary>What script adds to the library: files that are sent one by one, and a dialog to choose them in.</summary>
public sealed class UploadingFiles(DemoHub hub)
{
    private static readonly byte[] Dot = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");

    [Fact]
    public async Task Each_file_is_sent_by_itself_and_says_what_became_of_it()
    {
        var page = await hub.AsAsync("Diego Ferreira");
        await page.GotoAsync("/media");
        await page.Locator("#files").SetInputFilesAsync([File("broken.png", "nonsense"u8.ToArray()), File("quay.png", Dot)]);
        await Assertions.Expect(page.Locator(".upload").First).ToContainTextAsync("its name says something else");
        await Assertions.Expect(page.Locator(".upload").Last).ToContainTextAsync("Uploaded");
        await Assertions.Expect(page.Locator(".media li")).ToContainTextAsync(["quay.png"]);
        await Assertions.Expect(page.Locator(".upload").First).ToBeVisibleAsync();
        await page.Locator("#files").SetInputFilesAsync([File("crane.png", Dot)]);
        await Assertions.Expect(page.Locator(".media li")).ToContainTextAsync(["crane.png", "quay.png"]);
        Assert.Empty(await Accessible.FaultsAsync(page));
        await page.GetByRole(AriaRole.Link, new() { Name = "quay.png" }).ClickAsync();
        await page.GetByLabel("What one sees").FillAsync("A single dot");
        Assert.Empty(await Accessible.FaultsAsync(page));
    }

    [Fact]
    public async Task Whoever_writes_an_item_chooses_files_in_a_dialog_or_uploads_them_there()
    {
        var page = await hub.AsAsync("Maren Harms");
        await page.GotoAsync("/admin/types");
        await page.EvaluateAsync("""
            async () => {
              const __RequestVerificationToken = document.querySelector("input[name=__RequestVerificationToken]").value;
              const send = (address, fields) => fetch(address, { method: "POST", body: new URLSearchParams({ ...fields, __RequestVerificationToken }) });
              await send("/admin/types", { DisplayName: "Album", Name: "Album" });
              await send("/admin/types/Album?handler=AddField", { kind: "MediaField", field: "Pictures", label: "Pictures" });
            }
            """);
        await page.GotoAsync("/content/write/Album");
        var (area, dialog) = (page.Locator("[id='Album.Pictures']"), page.Locator("media-picker dialog"));
        await page.Locator("media-picker [data-open]").ClickAsync();
        Assert.Empty(await Accessible.FaultsAsync(page));
        await dialog.Locator("[data-alt-of-new]").FillAsync("A dot");
        await dialog.Locator("input[type=file]").SetInputFilesAsync(File("dot.png", Dot));
        await Assertions.Expect(dialog).ToBeHiddenAsync();
        await Assertions.Expect(area).ToHaveValueAsync(new System.Text.RegularExpressions.Regex(@"^_members/\w{26}/dot.*\.png \| A dot$"));

        // However late the list comes, it takes nothing away that one has typed.
        var ct = TestContext.Current.CancellationToken;
        await page.RouteAsync("**/media/choose", async route =>
        {
            await Task.Delay(500, ct);
            await route.ContinueAsync();
        });
        await page.Locator("media-picker [data-open]").ClickAsync();
        await page.RunAndWaitForRequestFinishedAsync(
            () => dialog.Locator("input[type=search]").FillAsync("a dot"),
            new() { Predicate = request => request.Url.EndsWith("/media/choose", StringComparison.Ordinal) });
        await dialog.Locator("input[type=search]").PressAsync("Enter");
        await dialog.Locator("button[data-path]").First.ClickAsync();
        await Assertions.Expect(area).ToHaveValueAsync(new System.Text.RegularExpressions.Regex("A dot\n.*A dot$"));
        Assert.EndsWith("/content/write/Album", page.Url, StringComparison.Ordinal);
    }

    private static FilePayload File(string name, byte[] content) => new() { Name = name, MimeType = "application/octet-stream", Buffer = content };
}
