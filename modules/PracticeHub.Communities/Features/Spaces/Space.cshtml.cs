using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Spaces;

/// <summary>What is in a community: everything new, or one kind, narrowed by topic, person and state.</summary>
public sealed class SpaceModel(HubDb db, CurrentHub hub, CurrentMember me, SpaceReader spaces, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? State { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Space Space { get; private set; } = null!;
    public ContentKind? Kind { get; private set; }
    public CardPage Cards { get; private set; } = CardPage.Empty;

    public SpaceState Shown => Enum.TryParse<SpaceState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : SpaceState.Published;

    public bool IsNarrowed => !string.IsNullOrEmpty(Topic) || !string.IsNullOrEmpty(Person) || Shown is not SpaceState.Published;

    public async Task<IActionResult> OnGetAsync(string slug, string? kind, CancellationToken ct)
    {
        Kind = kind is null ? null : hub.All<ContentKind>().FirstOrDefault(k => k.IsContribution && k.PathPrefix == kind);
        if ((kind is not null && Kind is null) || await spaces.AtAsync(slug, ct, new(Kind, Topic)) is not { } space)
        {
            return NotFound();
        }

        Space = space with { Tab = Kind?.Type ?? "" };
        var cards = db.Cards.VisibleTo(me).In(space.Id);
        Cards = await CardPage.ReadAsync(
            (Kind is null ? cards : cards.OfKind(Kind.Type)).Narrowed(db, Topic, Person, Shown, clock.GetUtcNow()), PageMark.Parse(After), ct);
        return Page();
    }

    /// <summary>The same list with one filter changed.</summary>
    public string With(string name, string? value)
    {
        var query = new Dictionary<string, string?> { ["topic"] = Topic, ["person"] = Person, ["state"] = State };
        query[name] = value;
        return QueryHelpers.AddQueryString(Request.Path.ToUriComponent(), query.Where(q => !string.IsNullOrEmpty(q.Value)));
    }
}
