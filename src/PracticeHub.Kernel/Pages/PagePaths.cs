using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace PracticeHub.Kernel.Pages;

/// <summary>Knows which addresses are pages of the house, so that no item is put where nobody would find it.</summary>
public sealed class PagePaths(IEnumerable<EndpointDataSource> endpoints)
{
    private readonly Lazy<HashSet<string>> _paths = new(() => endpoints.SelectMany(source => source.Endpoints).OfType<RouteEndpoint>()
        .Select(endpoint => endpoint.RoutePattern).Where(pattern => pattern.Parameters.Count == 0).Select(PathOf).ToHashSet(StringComparer.OrdinalIgnoreCase));

    /// <param name="path">Without the leading slash.</param>
    public bool Has(string path) => _paths.Value.Contains(path);

    private static string PathOf(RoutePattern pattern) =>
        string.Join('/', pattern.PathSegments.Select(segment => string.Concat(segment.Parts.OfType<RoutePatternLiteralPart>().Select(part => part.Content))));
}
