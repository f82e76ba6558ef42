using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Search.Features.Searching;

/// <summary>An item that one may want to link to.</summary>
/// <param name="Detail">What kind it is, in the reader's language.</param>
public sealed record SuggestedItem(string Href, string Title, string Detail);

/// <summary><c>GET /search/items?q=</c>: items to link to while one writes, JSON for text, options for inputs; for those who are signed in.</summary>
internal static class ItemSuggestions
{
    public static async Task<IResult> GetAsync(HttpRequest request, Searcher searcher, CurrentHub hub, CurrentMember me, IStringLocalizerFactory words, CancellationToken ct)
    {
        if (!me.IsSignedIn)
        {
            return Results.Unauthorized();
        }

        var found = (await searcher.SuggestAsync(SuggestedOptions.Typed(request), ct)).Where(item => item.Kind.Length > 0).Select(item => new SuggestedItem(item.Href, item.Title, Label(item.Kind))).ToList();
        return SuggestedOptions.AreAsked(request) ? SuggestedOptions.Of(found.Select(item => (item.Href, $"{item.Title} · {item.Detail}"))) : Results.Json(found);

        string Label(string type) => hub.KindOf(type) is { } kind ? words.Create(kind.Words)[kind.Label] : type;
    }
}
