using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Taxonomies;

namespace PracticeHub.WorkLogs.Features.Logs;

/// <summary>The timeline of work logs, whole or by person, topic, community, audience and week.</summary>
public sealed class LogsModel(HubDb db, CurrentMember me, TopicNames names, TimeProvider clock) : PageModel
{
    private const int MostOfAWeek = 100;
    private string? _topicId;

    /// <summary>A user name.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Person { get; set; }

    /// <summary>A topic's name or id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Topic { get; set; }

    /// <summary>A community's id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Community { get; set; }

    [BindProperty(SupportsGet = true)]
    public Audience? Audience { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Week { get; set; }

    /// <summary>How far back the timeline goes: <see cref="ListTime"/>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Time { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public Week? Shown { get; private set; }

    public CardPage Found { get; private set; } = CardPage.Empty;

    public bool IsFiltered => Person is not null || Topic is not null || Community is not null || Audience is not null || Time is not null;

    /// <summary>The feed of the same list; a topic that is not there has none.</summary>
    public string? Feed => !string.IsNullOrWhiteSpace(Topic) && _topicId is null ? null : FeedPlace.Query(
        ("kind", "logs"), ("person", Person?.Trim().TrimStart('@')), ("topic", _topicId), ("community", Community), ("audience", Audience?.ToString()), (ListTime.Parameter, Time));

    /// <summary>The entries of the page by day, as the reader's calendar has it.</summary>
    public IEnumerable<IGrouping<DateOnly, Card>> Days =>
        Found.Cards.GroupBy(c => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(c.ListedUtc, me.TimeZone).DateTime));

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        Shown = Logs.Week.Parse(Week);
        if (Week is not null && Shown is null)
        {
            return NotFound();
        }

        var cards = Filtered();
        var (after, size) = (PageMark.Parse(After), Shown is null ? CardPage.Size : MostOfAWeek);
        if (string.IsNullOrWhiteSpace(Topic))
        {
            Found = await CardPage.ReadAsync(cards.Since(Since), after, ct, size);
        }
        else if ((_topicId = await TopicAsync(ct)) is { } topic)
        {
            Found = await CardPage.ReadAboutAsync(db, topic, "WorkLog", cards, after, ct, size, Since);
        }

        return Page();
    }

    /// <summary>The address of this list with another week.</summary>
    public Dictionary<string, string> With(Week? week) => new Dictionary<string, string?>
    {
        ["person"] = Person, ["topic"] = Topic, ["community"] = Community, ["audience"] = Audience?.ToString(), ["week"] = week?.ToString(),
        [ListTime.Parameter] = week is null ? Time : null,
    }.Where(p => !string.IsNullOrEmpty(p.Value)).ToDictionary(p => p.Key, p => p.Value!);

    private DateTimeOffset? Since => me.Since(Time, clock.GetUtcNow());

    private IQueryable<Card> Filtered()
    {
        var cards = db.Cards.VisibleTo(me).Published.OfKind("WorkLog");
        if (!string.IsNullOrWhiteSpace(Person))
        {
            var name = Person.Trim().TrimStart('@').ToLowerInvariant();
            cards = cards.Where(c => c.OwnerId == db.Users.Where(u => u.UserName == name).Select(u => u.Id).FirstOrDefault());
        }

        if (!string.IsNullOrEmpty(Community))
        {
            cards = cards.In(Community);
        }

        if (Audience is { } audience)
        {
            cards = cards.Where(c => c.Audience == audience);
        }

        if (Shown?.In(me.TimeZone) is var (from, to))
        {
            cards = cards.Where(c => c.ListedUtc >= from && c.ListedUtc < to);
        }

        return cards;
    }

    private async Task<string?> TopicAsync(CancellationToken ct)
    {
        var chosen = await names.ResolveAsync(Topic, mayCreate: false, ct);
        if (chosen.Refusal is not null)
        {
            this.Refuse(nameof(Topic), chosen.Refusal);
        }

        return chosen.TermIds is [var id, ..] ? id : null;
    }
}
