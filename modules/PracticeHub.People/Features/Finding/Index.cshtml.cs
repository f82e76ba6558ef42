using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.People.Features.Profiles;

namespace PracticeHub.People.Features.Finding;

/// <summary>Everybody by name, narrowed to who knows a topic and who offers a role.</summary>
[Authorize]
public sealed class IndexModel(HubDb db) : PageModel
{
    private const int Size = 30;
    private const int MostTopics = 16;

    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Offers { get; set; }

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<PersonRow> People { get; private set; } = [];
    public IReadOnlyList<TopicPeople> Topics { get; private set; } = [];
    public NameMark? Next { get; private set; }

    public OfferedRole? Offered => Enum.TryParse<OfferedRole>(Offers, ignoreCase: true, out var role) && Enum.IsDefined(role) ? role : null;

    public async Task OnGetAsync(CancellationToken ct)
    {
        Topics = await Claimed().ToListAsync(ct);
        var rows = await Found().Take(Size + 1).AsSingleQuery().ToListAsync(ct);
        if (rows.Count > Size)
        {
            rows.RemoveAt(Size);
            Next = new(0, rows[^1].DisplayName, rows[^1].Id);
        }

        People = rows;
    }

    /// <summary>The same list with one filter changed; always from its beginning.</summary>
    public string With(string name, string? value)
    {
        var query = new Dictionary<string, string?> { ["topic"] = Topic, ["offers"] = Offers, ["q"] = Search, [name] = value };
        return QueryHelpers.AddQueryString("/people", query.Where(q => !string.IsNullOrEmpty(q.Value)));
    }

    private IQueryable<TopicPeople> Claimed() => db.PersonTopics.Join(db.Terms, t => t.TermId, term => term.Id, (_, term) => new { term.Id, term.Title })
        .GroupBy(t => t).OrderByDescending(g => g.Key.Id == Topic).ThenByDescending(g => g.Count()).ThenBy(g => g.Key.Title).Take(MostTopics)
        .Select(g => new TopicPeople(g.Key.Id, g.Key.Title, g.Count()));

    private IQueryable<PersonRow> Found()
    {
        var users = db.Users.Where(u => u.IsEnabled).Named(Search);
        if (!string.IsNullOrEmpty(Topic))
        {
            var below = Topic + "/";
            users = users.Where(u => db.Set<PersonTopic>().Any(t => t.UserId == u.Id
                && (t.TermId == Topic || db.Set<Term>().Any(term => term.Id == t.TermId && term.Lineage.Contains(below)))));
        }

        if (Offered is { } role)
        {
            users = users.Where(u => db.Set<PersonOffer>().Any(o => o.UserId == u.Id && o.Role == role));
        }

        if (NameMark.Parse(After) is { } after)
        {
            var (name, id) = (after.Name, after.Id);
            users = users.Where(u => string.Compare(u.DisplayName, name) > 0 || (u.DisplayName == name && string.Compare(u.Id, id) > 0));
        }

        return users.OrderBy(u => u.DisplayName).ThenBy(u => u.Id).Select(u => new PersonRow(u.Id, u.UserName!, u.DisplayName, u.JobTitle, u.Place,
            db.Set<PersonTopic>().Where(t => t.UserId == u.Id).Join(db.Set<Term>(), t => t.TermId, term => term.Id, (_, term) => term.Title).ToList(),
            db.Set<PersonOffer>().Where(o => o.UserId == u.Id).Select(o => o.Role).ToList()));
    }
}
