namespace PracticeHub.Practices.Features.Practices;

internal static class PracticeAddress
{
    private const string Prefix = "practices/";

    public static string Of(string slug) => Prefix + slug;

    public static string SlugOf(string? path) => path?.StartsWith(Prefix, StringComparison.Ordinal) is true ? path[Prefix.Length..] : path ?? "";
}
