using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace PracticeHub.Kernel.Modules;

/// <summary>Addresses for whoever reads them outside of the hub, as in a mail: what its settings say, otherwise where it listens.</summary>
public sealed class HubAddress(SiteSettings site, IServer server)
{
    /// <param name="path">Begins with a slash.</param>
    public string Of(string path) => (site.BaseUrl.Length > 0 ? site.BaseUrl : Listens).TrimEnd('/') + path;

    private string Listens => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } address
        ? BindingAddress.Parse(address) is var at && at.Host is "+" or "*" or "[::]" or "0.0.0.0" ? $"{at.Scheme}://localhost:{at.Port}" : address
        : "";
}
