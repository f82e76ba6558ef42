using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Taxonomies.Features.Manage;

[Authorize]
public sealed class AddModel(HubDb db, CurrentMember me, TopicNames names, TermChanges changes, ActivityPump pump) : PageModel
{
    [BindProperty]
    public TopicForm Form { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? Parent { get; set; }

    public IActionResult OnGet() => me.CuratesSomething ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!me.CuratesSomething)
        {
            return NotFound();
        }

        var parent = await names.ResolveAsync(Parent, mayCreate: false, ct);
        if (parent.Refusal is not null || parent.TermIds.Count > 1)
        {
            this.Refuse(nameof(Parent), parent.Refusal ?? new("several-parents", "A topic stands below one other topic."));
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var above = parent.TermIds.Count == 0 ? null : await db.Terms.SingleAsync(t => t.Id == parent.TermIds[0], ct);
        var (term, refusal) = await changes.AddAsync(Form.ToWords(), above, this.WriterOf(me), ct);
        if (refusal is not null)
        {
            return this.Refused(refusal, "Form.Title");
        }

        await db.SaveChangesAsync(ct);
        pump.Wake();
        return Redirect($"/topics/{term!.Id}");
    }
}
