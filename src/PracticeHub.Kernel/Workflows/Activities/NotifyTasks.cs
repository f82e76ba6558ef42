using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Leaves notes with people, where they see what waits for them. One about the same item takes the place of the last.</summary>
internal abstract class NoteTask(HubDb db) : WorkflowActivity
{
    private const int TitleLength = 500;

    protected HubDb Db => db;

    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Done", "Failed"];

    protected async Task LeaveAsync(WorkflowContext run, Card? card, string userId, string subject, CancellationToken ct)
    {
        var text = subject.Length > 0 ? subject : card?.Title ?? run.Type.Name;
        var href = run.Render("Href") is { Length: > 0 } to && to.StartsWith('/') ? to : "/" + card?.Path;
        await db.PutWaitAsync(userId, Wait.Note, card?.ItemId ?? run.Instance.WorkflowId, Text.Excerpt.Of(text, TitleLength), href, run.AtUtc, null, ct);
    }

    /// <summary>The item that the instance is about; its title can be used in what is written.</summary>
    protected async Task<Card?> CardAsync(WorkflowContext run, CancellationToken ct)
    {
        var card = await db.Cards.FindAsync([run.ItemId], ct);
        if (card is not null)
        {
            run.SetProperty("Title", card.Title);
        }

        return card;
    }
}

/// <summary>Tells the owner of the item.</summary>
internal sealed class NotifyContentOwnerTask(HubDb db) : NoteTask(db)
{
    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        if (await CardAsync(run, ct) is not { } card)
        {
            return ActivityResult.Go("Failed");
        }

        await LeaveAsync(run, card, card.OwnerId, run.Render("Subject"), ct);
        return ActivityResult.Done;
    }
}

/// <summary>Tells whoever's deed drives the run. Where nobody's does, nobody is told.</summary>
internal sealed class NotifyTask(HubDb db) : NoteTask(db)
{
    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Done"];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var card = await CardAsync(run, ct);
        if (await Db.Users.AnyAsync(u => u.Id == run.ActorId && u.IsEnabled, ct))
        {
            await LeaveAsync(run, card, run.ActorId, run.Render("Message"), ct);
        }

        return ActivityResult.Done;
    }
}

/// <summary>Tells people by their user names.</summary>
internal sealed class NotifyUserTask(HubDb db, ILookupNormalizer normalizer) : NoteTask(db)
{
    private const string Nobody = "Failed: no user found";

    public override IReadOnlyList<string> Outcomes(ActivityNode node) => ["Done", "Failed", Nobody];

    public override async Task<ActivityResult> ExecuteAsync(WorkflowContext run, CancellationToken ct)
    {
        var card = await CardAsync(run, ct);
        var names = run.Render("UserNames").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(normalizer.NormalizeName).ToList();
        var users = await Db.Users.Where(u => names.Contains(u.NormalizedUserName) && u.IsEnabled).Select(u => u.Id).ToListAsync(ct);
        foreach (var user in users)
        {
            await LeaveAsync(run, card, user, run.Render("Subject"), ct);
        }

        return users.Count > 0 ? ActivityResult.Done : ActivityResult.Go(Nobody);
    }
}
