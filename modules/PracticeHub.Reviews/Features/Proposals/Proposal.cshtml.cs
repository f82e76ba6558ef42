using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Reviews.Features.ReviewDesk;

namespace PracticeHub.Reviews.Features.Proposals;

/// <summary>What a reader suggests beside what stands there now, for whose it is and for leaders to answer.</summary>
[Authorize]
public sealed class ProposalModel(HubDb db, Proposing proposing, CurrentMember me, ActivityPump pump, IStringLocalizer<Startup> words, TimeProvider clock) : PageModel
{
    [BindProperty, StringLength(1000, ErrorMessage = "Keep this under {1} characters.")]
    public string? Reason { get; set; }

    [BindProperty]
    public ChangeSize Change { get; set; }

    /// <summary>The version beside which it was read.</summary>
    [BindProperty]
    public string? VersionId { get; set; }

    public string LatestVersionId { get; private set; } = "";

    public Proposal Proposal { get; private set; } = null!;

    public Card Card { get; private set; } = null!;

    public string ByName { get; private set; } = "";

    /// <summary>Where it was settled: what the reader had before them; otherwise what stands there now.</summary>
    public IReadOnlyList<FieldComparison> Fields { get; private set; } = [];

    public bool HasMovedOn { get; private set; }

    /// <summary>Somebody is at a newer text already, or leaders have to look at it first.</summary>
    public bool BecomesDraft { get; private set; }

    public bool IsSettled => Proposal.SettledUtc is not null;

    public bool MayAnswer => !IsSettled && IsConcerned && Proposal.ById != me.Id;

    private bool IsConcerned => Card.OwnerId == me.Id || me.Leads(Card.CommunityId);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await FindAsync(id, ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostAsync(string id, CancellationToken ct) => DoAsync(
        id, () => proposing.TakeOverAsync(id, Card, this.WriterOf(me), me.Leads(Card.CommunityId), VersionId ?? "", Change, clock.GetUtcNow(), ct), ct);

    public Task<IActionResult> OnPostTurnDownAsync(string id, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(Reason))
        {
            this.Refuse(nameof(Reason), new("reason-needed", "Say why, so that it is worth suggesting something again."));
        }

        return DoAsync(id, () => proposing.TurnDownAsync(id, Card, me.RequiredId, Reason!.Trim(), clock.GetUtcNow(), ct), ct);
    }

    private async Task<IActionResult> DoAsync(string id, Func<Task<Refusal?>> deed, CancellationToken ct)
    {
        if (!await FindAsync(id, ct) || !IsConcerned || Proposal.ById == me.Id)
        {
            return NotFound();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (await deed() is { } refusal)
        {
            db.ChangeTracker.Clear();
            return await FindAsync(id, ct) ? this.Refused(refusal) : NotFound();
        }

        pump.Wake();
        return Redirect("/" + Card.Path);
    }

    private async Task<bool> FindAsync(string id, CancellationToken ct)
    {
        var (users, versions) = (db.Users, db.Versions);
        var found = await (from proposal in db.Proposals
                           where proposal.Id == id
                           join card in db.Cards.VisibleTo(me) on proposal.ItemId equals card.ItemId
                           join head in db.Set<ContentHead>() on proposal.ItemId equals head.ItemId
                           select new
                           {
                               proposal,
                               card,
                               head.LatestVersionId,
                               head.PublishedVersionId,
                               name = users.Where(u => u.Id == proposal.ById).Select(u => u.DisplayName).FirstOrDefault(),
                               began = versions.Where(v => v.VersionId == proposal.VersionId).Select(v => v.Document).FirstOrDefault(),
                               latest = versions.Where(v => v.VersionId == head.LatestVersionId).Select(v => v.Document).FirstOrDefault(),
                           }).AsNoTracking().FirstOrDefaultAsync(ct);
        if (found is not { began: not null, latest: not null })
        {
            return false;
        }

        (Proposal, Card, ByName) = (found.proposal, found.card, found.name ?? words["somebody who left"]);
        if (!IsConcerned && Proposal.ById != me.Id)
        {
            return false;
        }

        // A draft that is being written is for those who may answer, not for every reader.
        var now = IsSettled || !IsConcerned ? found.began : found.latest;
        Compare(ContentItem.Parse(found.began), ContentItem.Parse(now));
        BecomesDraft = found.LatestVersionId != found.PublishedVersionId || (Card.Promotion is not PromotionLevel.None && !me.Leads(Card.CommunityId));
        LatestVersionId = found.LatestVersionId;
        return true;
    }

    private void Compare(ContentItem began, ContentItem now)
    {
        var (was, stands) = (ItemTexts.Of(began).ToDictionary(t => t.Key, t => t.Text), ItemTexts.Of(now).ToDictionary(t => t.Key, t => t.Text));
        Fields = [.. Proposal.ByKey.Select(text => new FieldComparison(words[ItemTexts.LabelOf(text.Key)], stands.GetValueOrDefault(text.Key, ""), text.Value))];
        HasMovedOn = Proposal.ByKey.Keys.Any(key => was.GetValueOrDefault(key) != stands.GetValueOrDefault(key));
    }
}
