using Microsoft.Playwright;

namespace PracticeHub.BrowserTests;

public sealed class Passkeys(DemoHub hub)
{
    [Fact]
    public async Task A_member_adds_a_passkey_and_signs_in_with_it()
    {
        var page = await hub.AsAsync("Freya Whitlock");
        // Passkeys are bound to a host name, and an address of numbers is none.
        var local = hub.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        await page.GotoAsync(local + "/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Freya Whitlock" }).ClickAsync();
        await page.WaitForURLAsync("**/");
        await AddAuthenticatorAsync(page);

        await page.GotoAsync(local + "/account/passkeys");
        await page.GetByLabel("What to call it").FillAsync("My phone");
        await page.GetByRole(AriaRole.Button, new() { Name = "Add a passkey" }).ClickAsync();
        await Assertions.Expect(page.GetByText("My phone")).ToBeVisibleAsync();

        await page.Context.ClearCookiesAsync();
        await page.GotoAsync(local + "/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in with a passkey" }).ClickAsync();
        await page.WaitForURLAsync("**/");
        await page.GotoAsync(local + "/account");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Your account" })).ToBeVisibleAsync();
    }

    private static async Task AddAuthenticatorAsync(IPage page)
    {
        var session = await page.Context.NewCDPSessionAsync(page);
        await session.SendAsync("WebAuthn.enable");
        await session.SendAsync("WebAuthn.addVirtualAuthenticator", new Dictionary<string, object>
        {
            ["options"] = new Dictionary<string, object>
            {
                ["protocol"] = "ctap2", ["transport"] = "internal", ["hasResidentKey"] = true, ["hasUserVerification"] = true, ["isUserVerified"] = true,
            },
        });
    }
}
