using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Playwright;
using PracticeHub.BrowserTests;
using PracticeHub.Kernel.Activity;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Web;
using PracticeHub.Web.Commands;

[assembly: AssemblyFixture(typeof(DemoHub))]

namespace PracticeHub.BrowserTests;

/// <summary>The hub as a new user starts it, demo content and all, and a Chromium that looks at it.</summary>
public sealed class DemoHub : IAsyncLifetime
{
    // Without these the browser calls home at every start.
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-component-update", "--disable-sync"];

    // In milliseconds: the machine may be busy with much else.
    private const int Patience = 15_000;

    private readonly string _folder = Directory.CreateTempSubdirectory("practicehub-browser-").FullName;
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public string Address { get; private set; } = "";

    /// <summary>Moved only by a test that has this hub for itself.</summary>
    internal TestClock Clock { get; } = TestClock.InTheWeek();

    public async ValueTask InitializeAsync()
    {
        _app = HubApplication.Build(["--environment", "Development"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Hub:DataFolder"] = _folder });
            builder.Logging.ClearProviders().AddConsole().SetMinimumLevel(LogLevel.Error);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSingleton<TimeProvider>(Clock);
        });
        await Serve.PrepareAsync(_app, CancellationToken.None);
        await _app.StartAsync();
        Address = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience);
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("PRACTICEHUB_TEST_CHROMIUM") ?? "/usr/bin/chromium-headless-shell",
            Args = Quiet,
        });
    }

    /// <summary>Lets time pass, and lets happen what is due then.</summary>
    public async Task LaterAsync(TimeSpan by)
    {
        Clock.Advance(by);
        await _app!.Services.GetRequiredService<ActivityPump>().CatchUpAsync(TestContext.Current.CancellationToken, TimeSpan.FromMinutes(1));
    }

    /// <summary>A window in which one of the demo cast has signed in with one click.</summary>
    public async Task<IPage> AsAsync(string displayName, int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        var page = await VisitAsync(width, scheme, script);
        await page.GotoAsync("/sign-in");
        await page.GetByRole(AriaRole.Button, new() { Name = displayName }).ClickAsync();
        await page.WaitForURLAsync("**/");
        return page;
    }

    /// <summary>A window without a person in it.</summary>
    public async Task<IPage> VisitAsync(int width = 1280, ColorScheme scheme = ColorScheme.Light, bool script = true)
    {
        var context = await _browser!.NewContextAsync(new()
        {
            BaseURL = Address,
            ViewportSize = new() { Width = width, Height = 900 },
            ColorScheme = scheme,
            JavaScriptEnabled = script,
            Locale = "en-GB",
        });
        var page = await context.NewPageAsync();
        page.SetDefaultTimeout(Patience);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
