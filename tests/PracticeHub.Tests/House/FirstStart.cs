using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Web;
using PracticeHub.Web.Commands;

namespace PracticeHub.Tests.House;

public sealed class FirstStart : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("first-").FullName;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_empty_hub_answers_at_once_and_opens_when_it_is_set_up()
    {
        await using var app = HubApplication.Build(["--environment", "Production"], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Hub:Database:ConnectionString"] = TestDatabases.CreateSqlite(), ["Hub:DataFolder"] = _folder,
            });
            builder.WebHost.UseUrls("http://127.0.0.1:0");
        });
        await Serve.OpenAsync(app, Ct);
        await app.StartAsync(Ct);
        using var http = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First()) };

        using var early = await http.GetAsync("/practices", Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, early.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), early.Headers.RetryAfter?.Delta);
        var text = await early.Content.ReadAsStringAsync(Ct);
        Assert.Contains("is being set up", text, StringComparison.Ordinal);
        Assert.Contains("http-equiv=\"refresh\"", text, StringComparison.Ordinal);

        await Serve.PrepareAsync(app, Ct);
        using var ready = await http.GetAsync("/", Ct);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        await app.StopAsync(Ct);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
