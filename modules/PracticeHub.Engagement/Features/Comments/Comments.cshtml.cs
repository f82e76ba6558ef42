using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Engagement.Features.Items;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Engagement.Features.Comments;

/// <summary>What the form of a comment shows: a new one, or one's own again.</summary>
public sealed record CommentForm(string ItemId, string Markdown = "");

[Authorize]
public sealed class CommentsModel(DeedTools tools, MarkdownRenderer renderer, Ids ids) : ItemDeed(tools)
{
    public const int AMinute = 30;

    [BindProperty, Required(ErrorMessage = "Write something first."), StringLength(Comment.MaxLength, ErrorMessage = "That is longer than a comment can be. Shorten it, or write a work log about it.")]
    public string Markdown { get; set => field = Typed.Clean(value); } = "";

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (await Tools.FindAsync(id, ct) is not { } card)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return await InvalidAsync(id, "_CommentForm", "comment-form", item => new CommentForm(item.Card.ItemId, Markdown), ct);
        }

        if (!Tools.IsWithinLimit("comment", AMinute))
        {
            return TooOften();
        }

        var comment = new Comment { Id = ids.New(), ItemId = card.ItemId, UserId = Tools.Me.RequiredId, AtUtc = Tools.Now };
        comment.Write(Markdown, renderer);
        Tools.Db.Comments.Add(comment);
        await Tools.SaveAsync(card, "comment.added", CommentData.Of(comment), ct);
        ModelState.Clear();
        return await DoneAsync(card, "_Comments", "comment-" + comment.Id, ct);
    }
}

internal static class CommentData
{
    public static string Of(Comment comment) => $$"""{"commentId":"{{comment.Id}}"}""";
}
