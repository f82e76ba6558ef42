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

/// <summary>One's own comment: write it anew, or take it back.</summary>
[Authorize]
public sealed class OwnCommentModel(DeedTools tools, MarkdownRenderer renderer) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Write something first."), StringLength(Comment.MaxLength, ErrorMessage = "That is longer than a comment can be. Shorten it, or write a work log about it.")]
    public string Markdown { get; set => field = Typed.Clean(value); } = "";

    public Card Card { get; private set; } = null!;

    public async Task<IActionResult> OnGetAsync(string id, string commentId, CancellationToken ct)
    {
        if (await FindAsync(id, commentId, ct) is not { } comment)
        {
            return NotFound();
        }

        Markdown = comment.Markdown;
        return Page();
    }

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

        comment.Rewrite(Markdown, renderer, tools.Now);
        await tools.SaveAsync(Card, "comment.changed", CommentData.Of(comment), ct);
        return LocalRedirect($"~/{Card.Path}#comment-{comment.Id}");
    }

    public async Task<IActionResult> OnPostWithdrawAsync(string id, string commentId, CancellationToken ct)
    {
        if (await FindAsync(id, commentId, ct) is not { } comment)
        {
            return NotFound();
        }

        tools.Db.Comments.Remove(comment);
        await tools.SaveAsync(Card, "comment.withdrawn", CommentData.Of(comment), ct);
        ModelState.Clear();
        return Request.IsHtmx && await tools.ShowAsync(id, ct) is { } item ? Partial("_Comments", item) : LocalRedirect($"~/{Card.Path}#comments");
    }

    private async Task<Comment?> FindAsync(string id, string commentId, CancellationToken ct)
    {
        if (await tools.FindAsync(id, ct) is not { } card)
        {
            return null;
        }

        Card = card;
        return await tools.Db.Comments.FirstOrDefaultAsync(c => c.Id == commentId && c.ItemId == id && c.UserId == tools.Me.RequiredId && c.RemovedUtc == null, ct);
    }
}
