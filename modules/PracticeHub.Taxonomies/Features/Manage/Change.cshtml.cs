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
public sealed class ChangeModel(HubDb db, CurrentMember me, TermChanges changes, ActivityPump pump) : PageModel
{
    [BindProperty]
    public TopicForm Form { get; set; } = new();

    [FromRoute]
    public string Id { get; set; } = "";

    public string? Delete { get; }

    public Term Term { get; private set; } = null!;

    /// <summary>How many items a new name changes.</summary>
    public int Items { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        Form = TopicForm.Of(Term.Title, ContentItem.Parse(Term.Document).Get<TopicPart>());
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var refusal = await changes.RenameAsync(Term, Form.ToWords(), this.WriterOf(me), ct);
        return refusal is null ? await DoneAsync($"/topics/{Id}", ct) : this.Refused(refusal, "Form.Title");
    }

    public async Task<IActionResult> OnPostDeleteAsync(CancellationToken ct)
    {
        if (!await LoadAsync(ct))
        {
            return NotFound();
        }

        var refusal = await changes.DeleteAsync(Term, this.WriterOf(me), ct);
        if (refusal is null)
        {
            return await DoneAsync("/topics", ct);
        }

        ModelState.Clear();
        Form = TopicForm.Of(Term.Title, ContentItem.Parse(Term.Document).Get<TopicPart>());
        return this.Refused(refusal, nameof(Delete));
    }

    private async Task<IActionResult> DoneAsync(string to, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        pump.Wake();
        return Redirect(to);
    }

    private async Task<bool> LoadAsync(CancellationToken ct)
    {
        if (!me.CuratesSomething || await db.Terms.OfTaxonomy(TopicsPart.TaxonomyId).SingleOrDefaultAsync(t => t.Id == Id, ct) is not { } term)
        {
            return false;
        }

        Term = term;
        Items = await db.Set<ItemTerm>().CountAsync(t => t.TermId == Id && t.IsDirect, ct);
        return true;
    }
}
