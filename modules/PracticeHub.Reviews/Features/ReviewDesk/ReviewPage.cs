using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>What every deed on a review needs.</summary>
public sealed class ReviewTools(DeskReader desk, HubDb db, CurrentMember me, MarkdownRenderer markdown, ActivityPump pump, TimeProvider clock)
{
    public HubDb Db => db;
    public CurrentMember Me => me;
    public ActivityPump Pump => pump;
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>A request as this reader may see it, with the queue beside it.</summary>
    /// <param name="id">Null for the first of the queue.</param>
    public async Task<(ReviewView? Review, Desk Desk)> FindAsync(string? id, CancellationToken ct)
    {
        var found = await desk.FindAsync(id, ct);
        var around = await desk.ReadAsync(found?.Request.Id, ct);
        return (found is null ? null : ReviewView.Of(found, around, me, markdown, Now), around);
    }
}

/// <summary>A page on which something is done to one review; it shows the review, and says there what was refused.</summary>
[Authorize]
public abstract class ReviewPage(ReviewTools tools) : PageModel
{
    protected ReviewTools Tools => tools;

    /// <summary>Whether the form was sent from the desk, to which one then returns.</summary>
    [BindProperty]
    public bool FromDesk { get; set; }

    public ReviewView Review { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    protected async Task<bool> LoadAsync(string id, CancellationToken ct)
    {
        var (review, _) = await tools.FindAsync(id, ct);
        Review = review is null ? null! : review with { IsOnDesk = FromDesk };
        return review is not null && May(review);
    }

    /// <summary>Whether this reader may do it at all; otherwise there is no such page for them.</summary>
    protected virtual bool May(ReviewView review) => true;

    /// <summary>The review again, as it stands now, with what is wrong; what was typed is put back by <see cref="Typed"/>.</summary>
    protected async Task<IActionResult> RefuseAsync(Refusal? refusal, string id, CancellationToken ct, string field = "")
    {
        tools.Db.ChangeTracker.Clear();
        await LoadAsync(id, ct);
        Review = Typed(Review);
        return refusal is null ? this.Invalid() : this.Refused(refusal, field);
    }

    protected virtual ReviewView Typed(ReviewView review) => review;
}
