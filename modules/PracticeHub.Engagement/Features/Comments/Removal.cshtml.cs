using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Engagement.Features.Items;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Engagement.Features.Comments;

/// <summary>A leader takes somebody's comment away and says why; that it was there, and who removed it, stays to be seen.</summary>
[Authorize]
public sealed class RemovalModel(DeedTools tools) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Say why, so that its writer and others can understand it."), StringLength(500, ErrorMessage = "Say it in at most 500 characters.")]
    public string Reason { get; set => field = Typed.Clean(value); } = "";

    public Card Card { get; private set; } = null!;

    public SanitizedHtml Comment { get; private set; } = SanitizedHtml.Empty;

    public async Task<IActionResult> OnGetAsync(string id, string commentId, CancellationToken ct) =>
        await FindAsync(id, commentId, ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string id, string commentId, CancellationToken ct)
    {
        if (await FindAsync(id, commentId, ct) is not { } comment)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        comment.Remove(tools.Me.RequiredId, Reason, tools.Now);
        await tools.SaveAsync(Card, "comment.removed", CommentData.Of(comment), ct);
        return LocalRedirect($"~/{Card.Path}#comment-{comment.Id}");
    }

    private async Task<Comment?> FindAsync(string id, string commentId, CancellationToken ct)
    {
        if (await tools.FindAsync(id, ct) is not { } card || !tools.Me.Leads(card.CommunityId))
        {
            return null;
        }

        Card = card;
        var comment = await tools.Db.Comments.FirstOrDefaultAsync(c => c.Id == commentId && c.ItemId == id && c.RemovedUtc == null, ct);
        Comment = SanitizedHtml.FromTrustedStore(comment?.Html ?? "");
        return comment;
    }
}
