using Microsoft.EntityFrameworkCore;
using PracticeHub.Communities.Features.Members;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Expressions;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Communities.Features.Starting;

/// <summary>Starts communities from templates, which are recipes with the tag <see cref="Tag"/>.</summary>
public sealed class CommunityStarter(HubDb db, ContentStore store, RecipeLibrary library, RecipeRunner runner,
    MembershipBook book, ActivityPump pump, Ids ids, TimeProvider clock)
{
    public const string Tag = "community-starter";

    /// <summary>Second segments of addresses that the house needs itself.</summary>
    private static readonly string[] Reserved = ["new"];

    public IReadOnlyList<Recipe> Templates => [.. library.All.Where(recipe => recipe.Tags.Contains(Tag))];

    /// <summary>Runs the template and makes the starter its leader, in one transaction.</summary>
    /// <returns>The community's path.</returns>
    public async Task<string> StartAsync(Recipe template, StartForm form, IReadOnlyList<string> topicIds, Writer by, CancellationToken ct)
    {
        var id = ids.New();
        var path = await db.InTransactionAsync(async () =>
        {
            await runner.RunAsync(template, Parameters(id, form, by), by, ct);
            await PutTopicsAsync(id, topicIds, by, ct);
            db.Memberships.Add(new Membership(id, by.UserId, CommunityRole.Leader, clock.GetUtcNow()));
            book.Record("community.started", by.UserId, id, new() { ["template"] = template.Name });
            await db.SaveChangesAsync(ct);
            return await db.Communities.Where(c => c.Id == id).Select(c => c.Path).SingleAsync(ct);
        }, ct);
        pump.Wake();
        return path;
    }

    private static Dictionary<string, string> Parameters(string id, StartForm form, Writer by)
    {
        var slug = Slug.From(form.Title!);
        return new()
        {
            ["CommunityId"] = id,
            ["UserId"] = by.UserId,
            ["Title"] = Plain(form.Title),
            ["Path"] = "communities/" + (Reserved.Contains(slug) ? slug + "-community" : slug),
            ["Purpose"] = Plain(form.Purpose),
            ["WhoFor"] = Plain(form.WhoFor),
            ["Openness"] = form.Openness.ToString(),
        };
    }

    /// <summary>Expressions in a recipe give texts only, so a list of topics cannot be one of its parameters.</summary>
    private async Task PutTopicsAsync(string id, IReadOnlyList<string> topicIds, Writer by, CancellationToken ct)
    {
        if (topicIds.Count > 0 && await store.FindLatestAsync(id, ct) is { } item)
        {
            item.Put(TopicsPart.Of(topicIds));
            await store.PublishAsync(item, by, ct, "First topics");
        }
    }

    /// <summary>What somebody typed is never an expression: those are evaluated again for as long as they look like one.</summary>
    private static string Plain(string? typed) => typed?.Trim() is { } text ? RecipeExpression.IsExpression(text, out _, out _) ? text + " " : text : "";
}
