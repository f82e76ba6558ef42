using System.Net;
using System.Text.RegularExpressions;

namespace PracticeHub.Benchmarks.Load;

/// <summary>A form as a visitor holds it: where it goes, and the token that proves it was asked for.</summary>
internal sealed partial class Form(Visitor visitor, string address, string token)
{
    public const string TokenField = "__RequestVerificationToken";

    /// <summary>Opens the page that shows the form, which also leaves the token's cookie with the visitor.</summary>
    public static async Task<Form> OpenAsync(Visitor visitor, string page, string address, CancellationToken ct)
    {
        var token = TokenIn(await visitor.ReadAsync(page, ct))
            ?? throw new InvalidOperationException($"{page} shows no form with {TokenField}.");
        return new(visitor, address, token);
    }

    public Task<Answer> PostAsync(IEnumerable<KeyValuePair<string, string>> fields, CancellationToken ct) =>
        visitor.PostAsync(address, [.. fields, new(TokenField, token)], ct);

    public static string? TokenIn(string html) =>
        Inputs().Matches(html).FirstOrDefault(IsToken) is { } input && Value().Match(input.Value) is { Success: true } value
            ? WebUtility.HtmlDecode(value.Groups["value"].Value)
            : null;

    private static bool IsToken(Match input) => input.Value.Contains($"name=\"{TokenField}\"", StringComparison.Ordinal);

    [GeneratedRegex("<input\\b[^>]*>", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Inputs();

    [GeneratedRegex("\\bvalue=\"(?<value>[^\"]*)\"", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Value();
}
