using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Pages;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.House;

/// <summary>A way into the hub: a page or another endpoint, with all that is known of it.</summary>
internal sealed record Route(string Address, string Method, Type? Page, EndpointMetadataCollection Metadata)
{
    public const string AnyId = "11111111111111111111111111";

    /// <summary>Whether something in the address says which one.</summary>
    public bool HasParameters => Address.Contains(AnyId, StringComparison.Ordinal);

    /// <summary>The address with something else, already escaped, for every parameter.</summary>
    public string With(string value) => Address.Replace(AnyId, value, StringComparison.Ordinal);

    public string? Feature => Metadata.GetMetadata<FeatureMetadata>()?.Feature;

    public static async Task<List<Route>> AllAsync(TestHub hub)
    {
        var loader = hub.Services.GetRequiredService<PageLoader>();
        var routes = new List<Route>();
        foreach (var endpoint in hub.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>())
        {
            // What conventions say of a page is known only once it is loaded.
            var page = endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } descriptor ? await loader.LoadAsync(descriptor, endpoint.Metadata) : null;
            var method = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: [var first, ..] } ? first : "GET";
            routes.Add(new(AddressOf(endpoint), method, page?.HandlerTypeInfo.AsType(), page?.Endpoint?.Metadata ?? endpoint.Metadata));
        }

        return routes;
    }

    private static string AddressOf(RouteEndpoint endpoint) => "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(segment =>
        string.Concat(segment.Parts.Select(part => part is Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart literal ? literal.Content : AnyId))));
}
