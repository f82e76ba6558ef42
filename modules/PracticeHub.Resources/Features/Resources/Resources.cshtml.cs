using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Resources.Features.Resources;

/// <summary>Everything shared, with facets that combine and count.</summary>
public sealed class ResourcesModel(HubDb db, CurrentMember me, TimeProvider clock) : PageModel
{
    private const int MostTopics = 4;

    public ResourceFilter Filter { get; private set; } = new([], null, false, null, false);

    public Facets Facets { get; private set; } = null!;

    public CardPage Found { get; private set; } = CardPage.Empty;

    /// <summary>The next page of a list by trust, whose mark is of another kind.</summary>
    public string? NextByTrust { get; private set; }

    public async Task OnGetAsync(string[] topic, ResourceKind? kind, bool? paid, string? community, string? sort, string? time, string? after, CancellationToken ct)
    {
        Filter = new([.. topic.Distinct().Take(MostTopics)], kind, paid is true, string.IsNullOrEmpty(community) ? null : community, sort == "trust", time);
        Facets = await Facets.ReadAsync(db, me, Filter, ct);
        var since = me.Since(time, clock.GetUtcNow());
        if (Filter.ByTrust)
        {
            var page = await TrustPage.ReadAsync(Filter.Cards(db, me, Filter.Tags).Since(since), after, ct);
            (Found, NextByTrust) = (new(page.Cards, null), page.Next);
        }
        else
        {
            var tags = Filter.Tags;
            Found = tags.Count > 0
                ? await CardPage.ReadAboutAsync(db, tags[0], "Resource", Filter.Cards(db, me, tags.Skip(1)), PageMark.Parse(after), ct, since: since)
                : await CardPage.ReadAsync(Filter.Cards(db, me, []).Since(since), PageMark.Parse(after), ct);
        }
    }
}
