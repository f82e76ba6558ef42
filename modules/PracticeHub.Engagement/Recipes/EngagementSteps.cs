using System.Text.Json.Nodes;
using PracticeHub.Engagement.Features.Comments;
using PracticeHub.Engagement.Features.Items;
using PracticeHub.Engagement.Features.Outcomes;
using PracticeHub.Engagement.Features.Saves;
using PracticeHub.Engagement.Features.Thanks;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Engagement.Recipes;

/// <summary>Brings comments in; one whose CommentId is there already is left as it stands.</summary>
internal sealed class CommentsStep(HubDb db, MarkdownRenderer renderer) : DeedStep(db)
{
    protected override string List => "Comments";
    protected override string Table => "engagement_comment";
    protected override string Verb => "comment.added";

    protected override async Task<string?> WriteAsync(JsonObject given, Deed deed, CancellationToken ct)
    {
        var id = given.Needed("CommentId");
        if (await Db.Comments.FindAsync([id], ct) is not null)
        {
            return null;
        }

        var comment = new Comment { Id = id, ItemId = deed.ItemId, UserId = deed.UserId, AtUtc = deed.AtUtc };
        comment.Write(Typed.Clean(given.Needed("Markdown")), renderer);
        Db.Comments.Add(comment);
        return CommentData.Of(comment);
    }
}

/// <summary>Brings thanks in; those said already take the reason that the recipe gives.</summary>
internal sealed class ThanksStep(HubDb db) : DeedStep(db)
{
    protected override string List => "Thanks";
    protected override string Table => "engagement_thanks";
    protected override string Verb => "thanks.given";

    protected override async Task<string?> WriteAsync(JsonObject given, Deed deed, CancellationToken ct)
    {
        var thanks = await Db.Gratitudes.FindAsync([deed.ItemId, deed.UserId], ct);
        var isNew = thanks is null;
        if (thanks is null)
        {
            thanks = new Gratitude(deed.ItemId, deed.UserId, deed.AtUtc);
            Db.Gratitudes.Add(thanks);
        }

        thanks.Because(Short(given.Text("Reason"), Gratitude.MaxLength, "Reason"));
        return isNew ? "" : null;
    }
}

/// <summary>Brings what people saved in.</summary>
internal sealed class SavesStep(HubDb db) : DeedStep(db)
{
    protected override string List => "Saves";
    protected override string Table => "engagement_save";
    protected override string? Verb => null;

    protected override async Task<string?> WriteAsync(JsonObject given, Deed deed, CancellationToken ct)
    {
        if (await Db.Keepsakes.FindAsync([deed.UserId, deed.ItemId], ct) is not null)
        {
            return null;
        }

        Db.Keepsakes.Add(new Keepsake(deed.UserId, deed.ItemId, deed.AtUtc));
        return "";
    }
}

/// <summary>Brings in whether things worked; a later word of the same person about the same item replaces an earlier one.</summary>
internal sealed class OutcomesStep(HubDb db) : DeedStep(db)
{
    protected override string List => "Outcomes";
    protected override string Table => "engagement_outcome";
    protected override string Verb => "outcome.told";

    protected override async Task<string?> WriteAsync(JsonObject given, Deed deed, CancellationToken ct)
    {
        given.Needed("Verdict");
        var verdict = given.Choice("Verdict", Verdict.Worked);
        var outcome = await Db.Outcomes.FindAsync([deed.ItemId, deed.UserId], ct);
        if (outcome is not null && outcome.AtUtc >= deed.AtUtc)
        {
            return null;
        }

        if (outcome is null)
        {
            outcome = new Outcome(deed.ItemId, deed.UserId);
            Db.Outcomes.Add(outcome);
        }

        outcome.Tell(verdict, Short(given.Text("Note"), Outcome.MaxLength, "Note"), deed.AtUtc);
        return $$"""{"verdict":"{{verdict}}"}""";
    }
}
