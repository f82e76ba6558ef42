using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.People.Features.Finding;

namespace PracticeHub.People.Features.Suggesting;

/// <summary>A person whom one may mean by what one is typing.</summary>
public sealed record Suggestion(string UserName, string DisplayName);

/// <summary><c>GET /people/suggest?q=</c>: people by name, JSON for mentions, options for inputs; for those who are signed in.</summary>
internal static class Suggestions
{
    private const int Most = 8;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/people/suggest", AnswerAsync);

    private static async Task<IResult> AnswerAsync(HttpRequest request, HubDb db, CurrentMember me, CancellationToken ct)
    {
        if (!me.IsSignedIn)
        {
            return Results.Unauthorized();
        }

        var found = await FindAsync(db, SuggestedOptions.Typed(request).TrimStart('@'), ct);
        return SuggestedOptions.AreAsked(request) ? SuggestedOptions.Of(found.Select(person => (person.UserName, person.DisplayName))) : Results.Json(found);
    }

    private static async Task<List<Suggestion>> FindAsync(HubDb db, string typed, CancellationToken ct) =>
        string.IsNullOrWhiteSpace(typed) || typed.Length > 64
            ? []
            : await db.Users.Where(u => u.IsEnabled).Named(typed).OrderBy(u => u.DisplayName).Take(Most)
                .Select(u => new Suggestion(u.UserName!, u.DisplayName)).ToListAsync(ct);
}
