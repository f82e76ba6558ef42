using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Text;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>What is said about a passage: by those who review it, and by its author.</summary>
public sealed class CommentsModel(ReviewTools tools, Ids ids) : ReviewPage(tools)
{
    [BindProperty, Required(ErrorMessage = "Say what you mean about the passage."), StringLength(MarginComment.NoteLength, ErrorMessage = "Keep this under {1} characters.")]
    public string? Text { get; set; }

    [BindProperty, Required(ErrorMessage = "Quote the passage that you mean."), StringLength(MarginComment.QuoteLength, ErrorMessage = "Quote at most {1} characters; the beginning is enough.")]
    public string? Quote { get; set; }

    [BindProperty, StringLength(200)]
    public string? Field { get; set; }

    [BindProperty]
    public string? Prefix { get; set; }

    [BindProperty]
    public string? Suffix { get; set; }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        // Without script nobody says which field it is in: the first that holds these words.
        var passage = new Passage((Quote ?? "").Trim(), Cut(Prefix, fromEnd: true), Cut(Suffix, fromEnd: false));
        var field = Review.Fields.FirstOrDefault(f => f.Key == Field && Holds(f, passage)) ?? Review.Fields.FirstOrDefault(f => Holds(f, passage));
        if (ModelState.IsValid && field is null)
        {
            this.Refuse(nameof(Quote), new("no-such-passage", "These words do not stand in the text. Copy them as they are there."));
        }

        if (!ModelState.IsValid)
        {
            return await RefuseAsync(null, id, ct);
        }

        Tools.Db.Add(new MarginComment
        {
            Id = ids.New(), RequestId = id, UserId = Tools.Me.RequiredId, VersionId = Review.Request.VersionId, Field = field!.Key,
            Quote = passage.Quote, Prefix = passage.Prefix, Suffix = passage.Suffix, Note = Text!.Trim(), AtUtc = Tools.Now,
        });
        await Tools.Db.SaveChangesAsync(ct);
        return Redirect(Review.Href + "#margin-" + field.Key);
    }

    /// <summary>Says that a comment is dealt with; it stays where it is.</summary>
    public async Task<IActionResult> OnPostDoneAsync(string id, string? comment, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct) || await Tools.Db.MarginComments.FindAsync([comment], ct) is not { } found || found.RequestId != id)
        {
            return NotFound();
        }

        found.Settle(Tools.Me.RequiredId, Tools.Now);
        await Tools.Db.SaveChangesAsync(ct);
        return Redirect(Review.Href + "#version");
    }

    protected override ReviewView Typed(ReviewView review) => review with { Margin = new(Field ?? "", Quote ?? "", Prefix ?? "", Suffix ?? "", Text ?? "") };

    private static bool Holds(ReviewField field, Passage passage) => new Passage(passage.Quote, "", "").IsIn(MarkdownRenderer.ToPlainText(field.Html));

    private static string Cut(string? text, bool fromEnd) => (text ?? "") switch
    {
        { Length: <= MarginComment.ContextLength } all => all,
        var all when fromEnd => all[^MarginComment.ContextLength..],
        var all => all[..MarginComment.ContextLength],
    };
}
