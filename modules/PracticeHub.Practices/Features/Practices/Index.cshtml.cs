using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Practices.Features.Practices;

public sealed class IndexModel(HubDb db, CurrentMember me, TimeProvider clock) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public PracticeFilter Filter { get; set; } = new();

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public CardPage Cards { get; private set; } = CardPage.Empty;

    public IReadOnlyList<PracticeFacet> Facets { get; private set; } = [];

    public bool MayWrite => me.MayWritePractices;

    public IEnumerable<PracticeFacet> Topics => Facets.Where(f => f.Name == "topic");

    public IEnumerable<PracticeFacet> Communities => Facets.Where(f => f.Name == "community");

    /// <summary>The feed of the same list; one's own drafts have none.</summary>
    public string? Feed => Filter.State is "mine" ? null : FeedPlace.Query(
        ("kind", "practices"), ("community", Filter.Community), ("topic", Filter.Topic), ("level", Filter.Level), ("state", Filter.State), (ListTime.Parameter, Filter.Time));

    public async Task OnGetAsync(CancellationToken ct)
    {
        Cards = await CardPage.ReadAsync(db.PracticesFor(me, Filter, clock.GetUtcNow()), PageMark.Parse(After), ct);
        Facets = await db.PracticeFacetsFor(me, Filter, ct);
    }
}
