using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Taxonomies;

/// <summary>A topic that fits what is being typed.</summary>
public sealed record TopicSuggestion(string Id, string Title, string? Parent);

/// <summary><c>/topics/suggest?q=</c>: JSON for scripts, options of a datalist for htmx; <c>of</c> names another taxonomy than that of the topics, <c>leaves=true</c> leaves out what has topics below it.</summary>
internal static class TopicSuggestions
{
    private const int Most = 10;
    private const string Of = "of";
    private const string Leaves = "leaves";

    public static async Task<IResult> AnswerAsync(HttpRequest request, HubDb db, CurrentMember me, CancellationToken ct)
    {
        if (!me.IsSignedIn && !me.Can(KernelPermissions.ViewContent))
        {
            return Results.NotFound();
        }

        var taxonomy = request.Query[Of].FirstOrDefault() is { Length: > 0 } other ? other : TopicsPart.TaxonomyId;
        if (taxonomy != TopicsPart.TaxonomyId && !await db.Cards.VisibleTo(me).AnyAsync(c => c.ItemId == taxonomy, ct))
        {
            return Results.NotFound();
        }

        var typed = SuggestedOptions.Typed(request, Of, Leaves);
        var comma = typed.LastIndexOf(',') + 1;
        var found = await FindAsync(db, taxonomy, TermName.KeyOf(typed[comma..]), request.Query[Leaves] == "true", ct);
        return SuggestedOptions.AreAsked(request) ? SuggestedOptions.Of(Options(typed[..comma], found)) : Results.Json(found);
    }

    private static async Task<List<TopicSuggestion>> FindAsync(HubDb db, string taxonomy, string key, bool onlyLeaves, CancellationToken ct)
    {
        var terms = db.Terms;
        var names = db.Set<TermName>().Where(n => n.TaxonomyId == taxonomy && (!onlyLeaves || !terms.Any(below => below.TaxonomyId == n.TaxonomyId && below.ParentId == n.TermId)));
        // A range instead of a LIKE, so that both databases use the index.
        var last = key + "\uffff";
        var starts = await Read(names.Where(n => string.Compare(n.Key, key) >= 0 && string.Compare(n.Key, last) < 0), db).ToListAsync(ct);
        var within = starts.Count < Most && key.Length > 1 ? await Read(names.Where(n => n.Key.Contains(key)), db).ToListAsync(ct) : [];
        return [.. starts.Concat(within).DistinctBy(s => s.Id).Take(Most)];
    }

    private static IQueryable<TopicSuggestion> Read(IQueryable<TermName> names, HubDb db) =>
        (from name in names.OrderBy(n => n.Key).Take(Most)
         join term in db.Terms on name.TermId equals term.Id
         join parent in db.Terms on term.ParentId equals parent.Id into parents
         from parent in parents.DefaultIfEmpty()
         orderby name.Key
         select new TopicSuggestion(term.Id, term.Title, parent == null ? null : parent.Title));

    private static IEnumerable<(string Value, string Label)> Options(string before, List<TopicSuggestion> found)
    {
        var titles = found.CountBy(s => TermName.KeyOf(s.Title)).ToDictionary();
        foreach (var topic in found)
        {
            var name = titles[TermName.KeyOf(topic.Title)] > 1 && topic.Parent is not null ? $"{topic.Parent} › {topic.Title}" : topic.Title;
            yield return (before.Length > 0 ? $"{before.TrimEnd()} {name}" : name, topic.Parent ?? "");
        }
    }
}
