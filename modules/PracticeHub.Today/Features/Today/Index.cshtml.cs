using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Today.Features.Today;

/// <summary>A person who can help, and why, in words.</summary>
public sealed record Helper(string UserName, string Name, string Why);

public sealed record Waiting(string ItemId, string Href, string Title, string Reason, DateTimeOffset? DueUtc);

public sealed class IndexModel(Network network, Neighbourhood neighbours, CurrentHub hub, CurrentMember me, IStringLocalizer<Startup> words) : PageModel
{
    private const int MostHelpers = 5;

    [BindProperty(SupportsGet = true, Name = "show")]
    public TodayView? Show { get; set; }

    public TodayView View => me.IsSignedIn ? Show ?? TodayView.Network : TodayView.Everything;

    public CardPage Cards { get; private set; } = CardPage.Empty;

    public IReadOnlyList<Waiting> Waits { get; private set; } = [];

    public IReadOnlyList<Helper> Helpers { get; private set; } = [];

    public bool Has(string feature) => hub.State.IsEnabled(feature);

    public async Task OnGetAsync([FromQuery] string? after, CancellationToken ct)
    {
        var mark = PageMark.Parse(after);
        Cards = await CardPage.ReadAsync(network.News(View, mark), mark, ct);
        if (me.IsSignedIn)
        {
            var around = await neighbours.ReadAsync(ct);
            Waits = [.. around.Where(n => n.Source == Neighbour.Waits).Select(n => new Waiting(n.Id, n.Href, n.Text, n.About, n.At))];
            Helpers = HelpersIn(around);
        }
    }

    public IEnumerable<FrontPanel> Panels(string zone) => hub.All<FrontPanel>().Where(p => p.Zone == zone).OrderBy(p => p.Order);

    /// <summary>What to call a reason in a list; one that this page has not heard of is shown as it is.</summary>
    public string WordFor(string reason) => words[reason switch
    {
        "review" => "Review",
        "changes" => "Changes asked",
        "mention" => "Mentioned",
        "join" => "Wants to join",
        "invitation" => "You are invited",
        "escalation" => "Leaders do not answer",
        "verification" => "Verify",
        "nomination" => "Worked for many",
        "archive" => "Goes to the archive",
        "proposal" => "Suggestion",
        "review-flow" => "Review workflow is gone",
        "workflow" => "Workflow failed",
        ScheduledDeed.Reason => "Not done in time",
        Wait.Note => "News",
        _ => reason,
    }];

    /// <summary>Who wrote about my topics comes first, then who leads; each person once, with every reason.</summary>
    private List<Helper> HelpersIn(IEnumerable<Neighbour> around) =>
        [.. around.Where(n => n.Source != Neighbour.Waits).OrderByDescending(n => n.Count).GroupBy(n => n.Href).Take(MostHelpers)
            .Select(person => new Helper(person.Key, person.First().Text, string.Join("; ", person.Take(2).Select(Why))))];

    private string Why(Neighbour person) => (person.Source, person.Count) switch
    {
        (Neighbour.Leads, _) => words["leads {0}", person.About],
        (_, 1) => words["wrote lately about {0}", person.About],
        _ => words["wrote {1} times lately about {0}", person.About, person.Count],
    };
}
