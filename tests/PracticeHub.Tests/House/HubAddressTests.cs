using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Tests.House;

public sealed class HubAddressTests
{
    [Theory]
    [InlineData("https://hub.example.org", "http://[::]:8080", "https://hub.example.org/reviews")]
    [InlineData("https://example.org/hub/", null, "https://example.org/hub/reviews")]
    [InlineData("", "http://localhost:5080", "http://localhost:5080/reviews")]
    [InlineData("", "http://[::]:8080", "http://localhost:8080/reviews")]
    [InlineData("", "https://*:443", "https://localhost:443/reviews")]
    [InlineData("", null, "/reviews")]
    public void A_path_leads_to_where_the_settings_say_and_else_to_where_the_hub_listens(string settings, string? listens, string expected)
    {
        using var server = new Listening(listens);
        Assert.Equal(expected, new HubAddress(new SiteSettings("Hub", "UTC", settings, ""), server).Of("/reviews"));
    }

    private sealed class Listening : IServer
    {
        public Listening(string? address)
        {
            var addresses = new ServerAddressesFeature();
            if (address is not null)
            {
                addresses.Addresses.Add(address);
            }

            Features.Set<IServerAddressesFeature>(addresses);
        }

        public IFeatureCollection Features { get; } = new FeatureCollection();

        public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
            where TContext : notnull => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public void Dispose()
        {
            // Nothing listens.
        }
    }
}
