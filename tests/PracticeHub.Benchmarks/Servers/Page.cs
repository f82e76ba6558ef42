using System.Text.Json;

namespace PracticeHub.Benchmarks.Servers;

/// <summary>One address that the seed names as worth measuring.</summary>
/// <param name="Form">For a form: the page that shows it; the address is then where it is posted.</param>
/// <param name="Fields">For a form: what is sent besides the token; {n} stands for a number.</param>
internal sealed record Page(string Name, string Url, string? Form = null, Dictionary<string, string>? Fields = null)
{
    public bool IsForm => Form is not null;

    /// <summary>Reads the JSON lines of a seed, among whatever else it prints.</summary>
    public static IReadOnlyList<Page> Read(string output)
    {
        List<Page> pages = [.. output.Split('\n').Where(line => line.StartsWith('{')).Select(Parse)];
        if (pages.Count == 0)
        {
            throw new InvalidOperationException($"The seed named no page to measure:\n{output}");
        }

        return pages;
    }

    private static Page Parse(string line) =>
        JsonSerializer.Deserialize<Page>(line, JsonSerializerOptions.Web) is { Name: not null, Url: not null } page
            ? page
            : throw new InvalidOperationException($"Not a page: {line}");
}
