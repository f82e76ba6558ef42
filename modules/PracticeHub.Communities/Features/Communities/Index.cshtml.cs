using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Communities;

/// <summary>A community in the list of all.</summary>
public sealed record CommunityRow(string Id, string Title, string Path, Openness Openness, string Purpose, string Topics, int Members);

public sealed class IndexModel(HubDb db, CurrentMember me) : PageModel
{
    private const int Size = 60;

    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public IReadOnlyList<CommunityRow> Mine { get; private set; } = [];
    public IReadOnlyList<CommunityRow> Others { get; private set; } = [];
    public NameMark? Next { get; private set; }

    public bool MayStart => me.IsSignedIn && me.Can(KernelPermissions.PublishOwnContent);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var rows = await Found().Take(Size + 1).ToListAsync(ct);
        var mine = me.Memberships.Select(m => m.CommunityId).ToHashSet();
        if (rows.Count > Size)
        {
            rows.RemoveAt(Size);
            Next = new(mine.Contains(rows[^1].Id) ? 0 : 1, rows[^1].Title, rows[^1].Id);
        }

        (Mine, Others) = ([.. rows.Where(r => mine.Contains(r.Id))], [.. rows.Where(r => !mine.Contains(r.Id))]);
    }

    private IQueryable<CommunityRow> Found()
    {
        var mine = me.Memberships.Select(m => m.CommunityId).ToList();
        var typed = Search?.Trim() ?? "";
        var word = typed.ToLowerInvariant();
        var after = NameMark.Parse(After) ?? new(-1, "", "");
        var (rank, name, id) = (after.Rank, after.Name, after.Id);
        return from community in db.Communities.VisibleTo(me)
               join card in db.Cards on community.Id equals card.ItemId
               where card.State == CardState.Published
                   && (word == "" || DatabaseText.Lower(community.Title).Contains(word) || community.Title.Contains(typed))
               let order = mine.Contains(community.Id) ? 0 : 1
               where order > rank || (order == rank && (string.Compare(community.Title, name) > 0
                   || (community.Title == name && string.Compare(community.Id, id) > 0)))
               orderby order, community.Title, community.Id
               select new CommunityRow(community.Id, community.Title, community.Path, community.Openness, card.Summary, card.Topics,
                   db.Set<Membership>().Count(m => m.CommunityId == community.Id));
    }
}
