using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Engagement.Features.Items;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Engagement.Features.Follows;

/// <summary>Follows a person, topic, community or item, or no longer.</summary>
[Authorize]
public class FollowModel(HubDb db, CurrentMember me, WriteLimit limit, ActivityPump pump, TimeProvider clock) : PageModel
{
    private const int AMinute = 120;

    [BindProperty]
    public virtual FollowKind? Kind { get; set; }

    [BindProperty]
    public virtual string? TargetId { get; set; }

    [BindProperty]
    public bool On { get; set; } = true;

    [BindProperty]
    public string? ReturnUrl { get; set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await AddressAsync(ct) is { } address ? LocalRedirect(address) : NotFound();

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await AddressAsync(ct) is not { } address || Kind is not { } kind || TargetId is not { } target)
        {
            return NotFound();
        }

        if (!limit.TryTake(me.RequiredId, "follow", AMinute))
        {
            Response.Headers.RetryAfter = "60";
            return StatusCode(StatusCodes.Status429TooManyRequests);
        }

        await WriteAsync(kind, target, ct);
        var back = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : address;
        ModelState.Clear();
        return Request.IsHtmx ? Partial("_Follow", new FollowTarget(kind, target, On, back)) : LocalRedirect(back);
    }

    private async Task WriteAsync(FollowKind kind, string target, CancellationToken ct)
    {
        var mine = await db.Follows.FindAsync([me.RequiredId, kind, target], ct);
        if (mine is null && On)
        {
            db.Follows.Add(new Follow(me.RequiredId, kind, target, clock.GetUtcNow()));
            if (kind is FollowKind.Person)
            {
                db.Activities.Add(FollowedPerson.By(me.RequiredId, target, clock.GetUtcNow()));
            }
        }
        else if (mine is not null && !On)
        {
            db.Follows.Remove(mine);
        }

        await db.SaveChangesAsync(ct);
        pump.Wake();
    }

    private async Task<string?> AddressAsync(CancellationToken ct) =>
        Kind is { } kind && TargetId is { Length: > 0 } target ? await Followed.AddressAsync(db, me, kind, target, ct) : null;
}

internal static class FollowedPerson
{
    /// <summary>Of all follows only this one is told: the person may know who learns from them.</summary>
    public static ActivityRecord By(string userId, string personId, DateTimeOffset at) =>
        new() { Verb = "person.followed", ActorId = userId, AtUtc = at, Data = $$"""{"userId":"{{personId}}"}""" };
}
