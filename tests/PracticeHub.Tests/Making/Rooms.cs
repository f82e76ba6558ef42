using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Making;

/// <summary>Communities and topics that a test makes for itself.</summary>
internal static class Rooms
{
    public static string Word() => "w" + Ids.New(TimeProvider.System.GetUtcNow())[10..];

    public static Task<string> CommunityAsync(this TestHub hub, Openness openness, params (string UserName, CommunityRole Role)[] people) => hub.InDbAsync(async db =>
    {
        var id = Ids.New(hub.Clock.GetUtcNow());
        db.Add(new Community { Id = id, Title = $"Room {id}", Path = $"communities/{id}", Openness = openness });
        db.AddRange(people.Select(p => new Membership(id, Cast.IdOf(p.UserName), p.Role, hub.Clock.GetUtcNow())));
        await db.SaveChangesAsync();
        return id;
    });

    public static Task<string> TopicAsync(this TestHub hub, string title, string? parentId = null) => hub.InScopeAsync(async services =>
    {
        var db = services.GetRequiredService<HubDb>();
        var parent = parentId is null ? null : await db.Terms.SingleAsync(t => t.Id == parentId);
        var term = await services.GetRequiredService<TermWriter>().EnsureAsync(Ids.New(hub.Clock.GetUtcNow()), title, parent, CancellationToken.None);
        await db.SaveChangesAsync();
        return term.Id;
    });

    /// <summary>Logs work through the page and answers the address of the entry.</summary>
    public static async Task<string> LogAsync(this Browser browser, string markdown, params (string Name, string? Value)[] fields)
    {
        var page = await browser.SubmitAsync("/log", "#log-composer", [("Markdown", markdown), .. fields]);
        Assert.Equal(System.Net.HttpStatusCode.Found, page.Status);
        return page.Location!;
    }

    /// <summary>Shares a resource through the page and answers its address.</summary>
    public static async Task<string> ShareAsync(this Browser browser, string url, string title, params (string Name, string? Value)[] fields)
    {
        var page = await browser.SubmitAsync("/resources/share", "form.form", [("Url", url), ("Title", title), .. fields]);
        Assert.Equal(System.Net.HttpStatusCode.Found, page.Status);
        return page.Location!;
    }
}
