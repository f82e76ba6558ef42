using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.People.Features.Profiles;

/// <summary>A person: what they do and know, where they are, and what they wrote that the reader may see.</summary>
[Authorize]
public sealed class PersonModel(HubDb db, CurrentHub hub, CurrentMember me, ProfileReader profiles, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Time { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Profile Profile { get; private set; } = null!;
    public ContentKind? Kind { get; private set; }
    public CardPage Cards { get; private set; } = CardPage.Empty;

    public IEnumerable<ContentKind> Kinds => hub.All<ContentKind>().Where(k => k.IsContribution);

    public string Feed => FeedPlace.Query(("kind", Kind?.PathPrefix), ("person", Profile.UserName), (ListTime.Parameter, Time));

    public DateTimeOffset? TimeThere => Profile.TimeThere(clock.GetUtcNow());

    public async Task<IActionResult> OnGetAsync(string userName, string? kind, CancellationToken ct)
    {
        Kind = kind is null ? null : Kinds.FirstOrDefault(k => k.PathPrefix == kind);
        if ((kind is not null && Kind is null) || await profiles.OfAsync(userName, ct) is not { } profile)
        {
            return NotFound();
        }

        Profile = profile;
        var cards = db.Cards.VisibleTo(me).Published.WrittenBy(profile.Id).Since(me.Since(Time, clock.GetUtcNow()));
        Cards = await CardPage.ReadAsync(Kind is null ? cards : cards.OfKind(Kind.Type), PageMark.Parse(After), ct);
        return Page();
    }
}
