using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.FlowChoice;

/// <summary>What a kind of content can go through, and does.</summary>
/// <param name="HubFlows">The names of the hub's own workflows for it; the first is the one that it goes through.</param>
public sealed record FlowRow(ContentKind Kind, IReadOnlyList<string> HubFlows, IReadOnlyList<string> Choices, string Chosen)
{
    public bool IsGone => Chosen.Length > 0 && !Choices.Contains(Chosen);
}

/// <summary>Leaders choose by which workflow their community's content is reviewed; it stands in the community's document.</summary>
[Authorize]
public sealed class FlowChoiceModel(HubDb db, ContentStore store, ReviewFlows flows, CurrentHub hub, IStringLocalizerFactory factory, CurrentMember me, ActivityPump pump) : PageModel
{
    /// <summary>The names chosen, by content type; empty for the hub's own.</summary>
    [BindProperty]
    public Dictionary<string, string?> Chosen { get; set; } = [];

    /// <summary>The version of the community that the leader began with.</summary>
    [BindProperty]
    public string? VersionId { get; set; }

    public Card Card { get; private set; } = null!;

    public string LatestVersionId { get; private set; } = "";

    public IReadOnlyList<FlowRow> Rows { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string communityId, CancellationToken ct) => await FindAsync(communityId, ct) is null ? NotFound() : Page();

    public async Task<IActionResult> OnPostAsync(string communityId, CancellationToken ct)
    {
        if (await FindAsync(communityId, ct) is not { } community)
        {
            return NotFound();
        }

        Rows = [.. Rows.Select(row => row with { Chosen = Chosen.GetValueOrDefault(row.Kind.Type) ?? "" })];
        foreach (var row in Rows.Where(row => row.IsGone))
        {
            this.Refuse($"Chosen[{row.Kind.Type}]", new("flow-gone", "“{0}” is gone or switched off. Choose another way.", row.Chosen));
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        if (community.VersionId != VersionId)
        {
            return this.Refused(ContentStore.Stale);
        }

        if (community.Document[ReviewRules.Name] is JsonObject part)
        {
            part[nameof(ReviewRules.ReviewWorkflows)] = new JsonObject(Rows.Where(row => row.Chosen.Length > 0).Select(row => KeyValuePair.Create(row.Kind.Type, (JsonNode?)row.Chosen)));
        }

        if (await store.PublishAsync(community, this.WriterOf(me), ct) is { } refusal)
        {
            return this.Refused(refusal);
        }

        db.RemoveRange(await db.Waits.Where(w => w.ItemId == communityId && w.Reason == ReviewWaits.FlowGone).ToListAsync(ct));
        await db.SaveChangesAsync(ct);
        pump.Wake();
        return Redirect("/" + Card.Path + "/edit");
    }

    private async Task<ContentItem?> FindAsync(string communityId, CancellationToken ct)
    {
        if (!me.Leads(communityId) || await store.FindForAsync(communityId, me, ct) is not { Card.Kind: "Community" } found)
        {
            return null;
        }

        (Card, LatestVersionId) = (found.Card, found.Item.VersionId!);
        var (agreed, taking) = (found.Item.Get<ReviewRules>(), await flows.AllAsync(ct));
        Rows = [.. from kind in hub.Kinds
                   where kind.IsContribution && kind.Type is not ("WorkLog" or "Taxonomy" or "Topic")
                   let all = taking(kind.Type)
                   let choices = all.Select(f => f.Choice).Where(c => c.Length > 0).GroupBy(c => c).Where(same => same.Count() == 1).Select(same => same.Key).Order(StringComparer.CurrentCulture)
                   select new FlowRow(kind, [.. all.Where(f => f.Choice.Length == 0).Select(f => WorkflowWords.Say(hub, factory, f.Type.Id, f.Type.Name))], [.. choices], agreed.WorkflowFor(kind.Type))];
        return found.Item;
    }
}
