using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Taxonomies.Features.Topic;

namespace PracticeHub.Taxonomies.Features.Topics;

public sealed class TopicsModel(HubDb db, CurrentMember me) : PageModel
{
    private const int MostFound = 200;

    [BindProperty(SupportsGet = true)]
    public string? Q { get; set; }

    /// <summary>The topic whose part of the tree is asked for; null for all of it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Below { get; set; }

    public bool IsFiltered => !string.IsNullOrWhiteSpace(Q);

    public ILookup<string?, TopicRow> Rows { get; private set; } = Array.Empty<TopicRow>().ToLookup(r => r.ParentId);

    public IEnumerable<TopicBranch> Roots => Rows[Below].Select(topic => new TopicBranch(topic, Rows));

    /// <summary>Whether the tree has more topics at the top than a page can show.</summary>
    public bool IsCut => Rows[null].Count() == TopicTree.MostRoots;

    /// <summary>When filtered: what fits, most used first.</summary>
    public IReadOnlyList<TopicLink> Found { get; private set; } = [];

    public bool MayTend => me.CuratesSomething;

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (IsFiltered)
        {
            var key = TermName.KeyOf(Q!);
            var (keys, seesAll) = (me.ReaderKeys, me.SeesAll);
            var named = db.Set<TermName>().Where(n => n.TaxonomyId == TopicsPart.TaxonomyId && n.Key.Contains(key)).Select(n => n.TermId);
            var found = await db.Terms.Where(t => named.Contains(t.Id)).OrderBy(t => t.Title).Take(MostFound).Select(t => new TopicLink(t.Id, t.Title,
                db.Set<Tally>().Where(y => y.TermId == t.Id && (seesAll || keys.Contains(y.ReaderKey))).Sum(y => y.Items))).ToListAsync(ct);
            Found = [.. found.OrderByDescending(t => t.Items)];
            return Request.IsHtmx ? Partial("_FoundTopics", Found) : Page();
        }

        if (Below is not null && !Request.IsHtmx)
        {
            return Redirect("/topics/" + Uri.EscapeDataString(Below));
        }

        Rows = await TopicTree.ReadAsync(db, me, Below, ct);
        return Request.IsHtmx ? Partial("_TopicBranches", Roots) : Page();
    }
}
