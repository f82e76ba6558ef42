using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Taxonomies.Features.Topic;

public sealed class TopicModel(HubDb db, CurrentHub hub, CurrentMember me, TimeProvider clock) : PageModel
{
    private TopicAround _around = TopicAround.Nothing;

    [BindProperty(SupportsGet = true)]
    public string? Kind { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Time { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The topic below this one that the page before ended with.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Below { get; set; }

    public string Id { get; private set; } = "";
    public string Title => _around.Self?.Title ?? "";
    public TopicPart Words { get; private set; } = new();
    public IReadOnlyList<TopicLink> Path => _around.Above;
    public IReadOnlyList<TopicLink> TopicsBelow => _around.Below;
    public string? NextBelow => _around.NextBelow;
    /// <summary>The kinds that have something about this topic, with how many of them the reader may see.</summary>
    public IReadOnlyList<(ContentKind Kind, int Items)> Kinds { get; private set; } = [];
    public CardPage Cards { get; private set; } = CardPage.Empty;
    public string Feed => FeedPlace.Query(("kind", Kinds.FirstOrDefault(k => k.Kind.Type == Kind).Kind?.PathPrefix), ("topic", Id), (ListTime.Parameter, Time));
    public bool MayTend => me.CuratesSomething;

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        _around = await TopicAround.ReadAsync(db, me, id, Below ?? "", ct);
        if (_around.Self is not { } self || !(me.IsSignedIn || me.Can(KernelPermissions.ViewContent)))
        {
            return NotFound();
        }

        Id = id;
        Words = ContentItem.Parse(self.Text!).Get<TopicPart>();
        Kinds = [.. hub.Kinds.Where(k => k.IsContribution).Select(k => (k, _around.CountOf(k.Type))).Where(k => k.Item2 > 0)];
        Kind = Kinds.FirstOrDefault(k => k.Kind.Type == Kind).Kind?.Type ?? Kinds.OrderByDescending(k => k.Items).FirstOrDefault().Kind?.Type;
        if (Kind is not null)
        {
            Cards = await CardPage.ReadAboutAsync(db, id, Kind, db.Cards.VisibleTo(me).Published, PageMark.Parse(After), ct, since: me.Since(Time, clock.GetUtcNow()));
        }

        return Page();
    }
}
