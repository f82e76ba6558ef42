using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Taxonomies.Features.Manage;

[Authorize]
public sealed class MoveModel(HubDb db, CurrentMember me, TopicNames names, TermChanges changes, ActivityPump pump) : PageModel
{
    [BindProperty]
    public string? Parent { get; set; }

    [FromRoute]
    public string Id { get; set; } = "";

    public string Title { get; private set; } = "";

    /// <summary>What a move changes: topics, itself included, and items about any of them.</summary>
    public int Topics { get; private set; }

    public int Items { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is not { } term)
        {
            return NotFound();
        }

        Parent = term.ParentId is { } parent ? await names.WriteAsync([parent], ct) : "";
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await LoadAsync(ct) is null)
        {
            return NotFound();
        }

        var parent = await names.ResolveAsync(Parent, mayCreate: false, ct);
        var refusal = parent.Refusal
            ?? (parent.TermIds.Count > 1 ? new Refusal("several-parents", "A topic stands below one other topic.") : null)
            ?? await changes.MoveAsync(Id, parent.TermIds is [var above] ? above : null, this.WriterOf(me), ct);
        if (refusal is not null)
        {
            return this.Refused(refusal, nameof(Parent));
        }

        pump.Wake();
        return Redirect($"/topics/{Id}");
    }

    private async Task<Term?> LoadAsync(CancellationToken ct)
    {
        var terms = db.Terms;
        var found = !me.CuratesSomething ? null : await terms.OfTaxonomy(TopicsPart.TaxonomyId).Where(t => t.Id == Id).AsNoTracking()
            .Select(term => new
            {
                term,
                topics = terms.Count(t => string.Compare(t.Lineage, term.Lineage) >= 0 && string.Compare(t.Lineage, term.Lineage + "~") < 0),
                items = db.Set<ItemTerm>().Count(t => t.TermId == term.Id),
            })
            .SingleOrDefaultAsync(ct);
        (Title, Topics, Items) = (found?.term.Title ?? "", found?.topics ?? 0, found?.items ?? 0);
        return found?.term;
    }
}
