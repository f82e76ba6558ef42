using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewDesk;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.Rewordings;

/// <summary>A small change beside what stood there before, for leaders who may object, and for whoever made it.</summary>
[Authorize]
public sealed class RewordingModel(HubDb db, Objecting objecting, CurrentMember me, IStringLocalizer<Startup> words, TimeProvider clock) : PageModel
{
    [BindProperty, Required(ErrorMessage = "Say why, in a sentence that still explains it in years."), StringLength(1000, ErrorMessage = "Keep this under {1} characters.")]
    public string? Reason { get; set; }

    public Rewording Change { get; private set; } = null!;

    public Card Card { get; private set; } = null!;

    public string ByName { get; private set; } = "";

    /// <summary>What its writer said about it.</summary>
    public string Note { get; private set; } = "";

    public IReadOnlyList<FieldComparison> Fields { get; private set; } = [];

    public bool MayObject => me.Leads(Card.CommunityId) && Change.ById != me.Id && Change.UntilUtc > clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || !me.Leads(Card.CommunityId))
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        return await objecting.ObjectAsync(id, me.RequiredId, Reason!.Trim(), clock.GetUtcNow(), ct) is { } refusal ? this.Refused(refusal) : Redirect("/" + Card.Path);
    }

    private async Task<bool> FindAsync(string id, CancellationToken ct)
    {
        var (users, versions) = (db.Users, db.Versions);
        var found = await (from change in db.Rewordings
                           where change.Id == id
                           join card in db.Cards.VisibleTo(me) on change.ItemId equals card.ItemId
                           select new
                           {
                               change,
                               card,
                               name = users.Where(u => u.Id == change.ById).Select(u => u.DisplayName).FirstOrDefault(),
                               before = versions.Where(v => v.VersionId == change.BeforeVersionId).Select(v => v.Document).FirstOrDefault(),
                               after = versions.Where(v => v.VersionId == change.VersionId).Select(v => new { v.Document, v.Note }).FirstOrDefault(),
                           }).AsNoTracking().FirstOrDefaultAsync(ct);
        if (found is not { before: not null, after: not null } || !(me.Leads(found.card.CommunityId) || found.card.OwnerId == me.Id || found.change.ById == me.Id))
        {
            return false;
        }

        (Change, Card, ByName, Note) = (found.change, found.card, found.name ?? words["somebody who left"], found.after.Note ?? "");
        Fields = ReviewText.Compare(ContentItem.Parse(found.before), ContentItem.Parse(found.after.Document), words);
        return true;
    }
}
