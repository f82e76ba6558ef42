using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Http;

namespace PracticeHub.Kernel.Pages;

/// <summary>What an input offers while one types, as the options of its datalist; see <see cref="SuggestionsTagHelper"/>.</summary>
public static class SuggestedOptions
{
    /// <summary>An input asks by htmx; scripts that want JSON do not.</summary>
    public static bool AreAsked(HttpRequest request) => request.Headers.ContainsKey("HX-Request");

    /// <summary>What was typed: <c>q</c> or, as an input sends its own field, whatever is none of the address's other parameters.</summary>
    public static string Typed(HttpRequest request, params string[] others) =>
        request.Query["q"].FirstOrDefault() ?? request.Query.Where(q => !others.Contains(q.Key)).Select(q => q.Value.ToString()).FirstOrDefault() ?? "";

    /// <param name="options">What is filled in, and what it means.</param>
    public static IResult Of(IEnumerable<(string Value, string Label)> options) => Results.Text(string.Concat(options.Select(Option)), "text/html", Encoding.UTF8);

    private static string Option((string Value, string Label) option) =>
        $"<option value=\"{HtmlEncoder.Default.Encode(option.Value)}\">{HtmlEncoder.Default.Encode(option.Label)}</option>";
}
