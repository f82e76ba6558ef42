using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.People.Features.Profiles;
using PracticeHub.Taxonomies;

namespace PracticeHub.People.Features.Editing;

/// <summary>One's own profile.</summary>
[Authorize]
public sealed class EditModel(HubDb db, CurrentMember me, Knowledge knowledge, TopicNames topics, IStringLocalizer<Startup> words) : PageModel
{
    [BindProperty]
    public ProfileForm Form { get; set; } = new();

    public static IEnumerable<string> Zones => TimeZoneInfo.GetSystemTimeZones().Select(zone => zone.Id).Order(StringComparer.Ordinal);

    public async Task OnGetAsync(CancellationToken ct)
    {
        var id = me.RequiredId;
        var (offers, terms) = (db.PersonOffers, db.Set<Term>());
        var claimed = db.PersonTopics.Where(t => t.UserId == id).Select(t => t.TermId);
        var mine = await db.Users.Where(u => u.Id == id)
            .GroupJoin(offers, u => u.Id, o => o.UserId, (user, offered) => new { user, offered })
            .SelectMany(x => x.offered.DefaultIfEmpty(), (x, offer) => new
            {
                x.user, role = (OfferedRole?)offer!.Role, deputy = db.Users.Where(u => u.Id == x.user.DeputyId).Select(u => u.UserName).FirstOrDefault(),
            }).ToListAsync(ct);
        Form = ProfileForm.Of(mine[0].user, mine[0].deputy, me.TimeZone, await topics.WriteAsync(terms.Where(t => claimed.Contains(t.Id)), ct), [.. mine.Select(m => m.role).OfType<OfferedRole>()]);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var chosen = await topics.ResolveAsync(Form.Topics, mayCreate: false, ct);
        if (chosen.Refusal is { } unclear)
        {
            this.Refuse("Form.Topics", unclear);
        }

        if (!string.IsNullOrEmpty(Form.TimeZone) && !TimeZoneInfo.TryFindSystemTimeZoneById(Form.TimeZone, out _))
        {
            ModelState.AddModelError("Form.TimeZone", words["There is no such time zone."]);
        }

        var deputy = await CheckAbsenceAsync(ct);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        await SaveAsync(chosen.TermIds, deputy, ct);
        return Redirect($"/people/{me.UserName}");
    }

    /// <returns>The id of whoever stands in; null for nobody.</returns>
    private async Task<string?> CheckAbsenceAsync(CancellationToken ct)
    {
        if (Form.AwayFrom is null != Form.AwayUntil is null || Form.AwayFrom > Form.AwayUntil)
        {
            ModelState.AddModelError("Form.AwayUntil", words["Give a first and a last day, in this order, or neither."]);
        }

        if (Form.Deputy?.Trim().TrimStart('@').ToLowerInvariant() is not { Length: > 0 } name)
        {
            return null;
        }

        var deputy = await db.Users.Where(u => u.UserName == name && u.IsEnabled).Select(u => u.Id).FirstOrDefaultAsync(ct);
        if (deputy is null || deputy == me.RequiredId)
        {
            ModelState.AddModelError("Form.Deputy", words["Nobody else has this user name."]);
        }

        return deputy;
    }

    private async Task SaveAsync(IReadOnlyList<string> topicIds, string? deputyId, CancellationToken ct)
    {
        var user = await db.Users.SingleAsync(u => u.Id == me.RequiredId, ct);
        var isRenamed = user.DisplayName != Form.DisplayName!.Trim();
        Form.Onto(user, deputyId, me.TimeZone);
        await knowledge.ReplaceAsync(user.Id, topicIds, Form.Offers.Where(Enum.IsDefined), ct);
        if (isRenamed)
        {
            db.Then(token => db.Database.ExecuteSqlAsync($"UPDATE hub_card SET owner_name = {user.DisplayName} WHERE owner_id = {user.Id}", token));
        }

        await db.SaveChangesAsync(ct);
    }
}
