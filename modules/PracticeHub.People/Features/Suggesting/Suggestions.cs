using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.People.Features.Finding;

namespace PracticeHub.People.Features.Suggesting;

/// <summary>A person whom one may mean by what one is typing.</summary>
public sealed record Suggestion(string UserName, string DisplayName);

/// <summary><c>GET /people/suggest?q=</c>: names for mentions, as JSON; for those who are signed in.</summary>
internal static class Suggestions
{
    private const int Most = 8;

    public static void Map(IEndpointRouteBuilder endpoints) => endpoints.MapGet("/people/suggest", AnswerAsync);

    private static async Task<IResult> AnswerAsync(string? q, HubDb db, CurrentMember me, CancellationToken ct)
    {
        if (!me.IsSignedIn)
        {
            return Results.Unauthorized();
        }

        return string.IsNullOrWhiteSpace(q) || q.Length > 64
            ? Results.Json(Array.Empty<Suggestion>())
            : Results.Json(await db.Users.Where(u => u.IsEnabled).Named(q).OrderBy(u => u.DisplayName).Take(Most)
                .Select(u => new Suggestion(u.UserName!, u.DisplayName)).ToListAsync(ct));
    }
}
