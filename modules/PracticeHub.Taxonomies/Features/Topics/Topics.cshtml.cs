using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Taxonomies.Features.Topics;

public sealed class TopicsModel(HubDb db, CurrentMember me) : PageModel
{
    private const int MostFound = 200;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q);

    public ILookup<string?, TopicRow> Rows { get; private set; } = Array.Empty<TopicRow>().ToLookup(r => r.ParentId);

    public IEnumerable<TopicBranch> Roots => Rows[null].Select(topic => new TopicBranch(topic, Rows));

    /// <summary>When filtered: what fits, most used first.</summary>
    public IReadOnlyList<TopicRow> Found { get; private set; } = [];

    public bool MayTend => me.CuratesSomething;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (IsFiltered)
        {
            var key = TermName.KeyOf(Q!);
            var named = db.Set<TermName>().Where(n => n.TaxonomyId == TopicsPart.TaxonomyId && n.Key.Contains(key)).Select(n => n.TermId);
            var found = await db.Counted(db.Terms.Where(t => named.Contains(t.Id)).OrderBy(t => t.Title).Take(MostFound), me).ToListAsync(ct);
            Found = [.. found.OrderByDescending(t => t.Items)];
            return Request.IsHtmx ? Partial("_FoundTopics", Found) : Page();
        }

        var rows = await db.Counted(db.UpperTerms.OrderBy(t => t.Lineage.Length).ThenBy(t => t.Position).ThenBy(t => t.Title).Take(TopicTree.MostRows), me).ToListAsync(ct);
        Rows = rows.ToLookup(r => r.ParentId);
        return Request.IsHtmx ? Partial("_TopicBranches", Roots) : Page();
    }
}
