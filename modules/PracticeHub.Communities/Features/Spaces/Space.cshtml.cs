using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Spaces;

/// <summary>What is in a community: everything new, or one kind, narrowed by topic, person, state and time.</summary>
public sealed class SpaceModel(HubDb db, CurrentHub hub, CurrentMember me, SpaceReader spaces, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Time { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Space Space { get; private set; } = null!;
    public ContentKind? Kind { get; private set; }
    public CardPage Cards { get; private set; } = CardPage.Empty;

    public SpaceState Shown => Enum.TryParse<SpaceState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : SpaceState.Published;

    public bool IsNarrowed => !string.IsNullOrEmpty(Topic) || !string.IsNullOrEmpty(Person) || !string.IsNullOrEmpty(Time) || Shown is not SpaceState.Published;

    /// <summary>The feed of the same list; what is not published has none.</summary>
    public string? Feed => Shown > SpaceState.Due ? null : FeedPlace.Query(
        ("kind", Kind?.PathPrefix), ("community", Space.Id), ("topic", Topic), ("person", Person?.Trim().TrimStart('@')),
        ("state", Shown is SpaceState.Published ? null : Shown.ToString().ToLowerInvariant()), (ListTime.Parameter, Time));

    public async Task<IActionResult> OnGetAsync(string slug, string? kind, CancellationToken ct)
    {
        Kind = kind is null ? null : hub.All<ContentKind>().FirstOrDefault(k => k.IsContribution && k.PathPrefix == kind);
        if ((kind is not null && Kind is null) || await spaces.AtAsync(slug, ct, new(Kind, Topic)) is not { } space)
        {
            return NotFound();
        }

        Space = space with { Tab = Kind?.Type ?? "" };
        var cards = db.Cards.VisibleTo(me).In(space.Id);
        var (kindred, now) = (Kind is null ? cards : cards.OfKind(Kind.Type), clock.GetUtcNow());
        Cards = await CardPage.ReadAsync(kindred.Narrowed(db, Topic, Person, Shown, now).Since(me.Since(Time, now)), PageMark.Parse(After), ct);
        return Page();
    }

    /// <summary>The same list with one filter changed.</summary>
    public string With(string name, string? value)
    {
        var query = new Dictionary<string, string?> { ["topic"] = Topic, ["person"] = Person, ["state"] = State, [ListTime.Parameter] = Time };
        query[name] = value;
        return QueryHelpers.AddQueryString(Request.Path.ToUriComponent(), query.Where(q => !string.IsNullOrEmpty(q.Value)));
    }
}
