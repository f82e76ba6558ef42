using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Modules;

/// <summary>Where in the house a menu entry is hung.</summary>
public enum MenuPlace
{
    Main,
    Desk,
    Admin,
}

/// <summary>A place that a feature adds to a menu.</summary>
/// <param name="Text">English; localized by the module that adds it.</param>
/// <param name="Order">Lower comes first.</param>
public sealed record MenuEntry(string Text, string Href, MenuPlace Place, int Order, Type Words)
{
    /// <summary>Who may see it; null means everyone.</summary>
    public Func<CurrentMember, bool>? ShownTo { get; init; }

    /// <summary>What one can do there; English, localized like the text. Shown where places are listed and not only named.</summary>
    public string? Says { get; init; }

    /// <summary>The reason whose waits are counted beside it; null shows no number.</summary>
    public string? CountOf { get; init; }
}

/// <summary>A menu entry as this reader sees it on this page.</summary>
public sealed record MenuLink(string Text, string Href, int Count, bool IsCurrent, string? Says);

/// <summary>The menus of the current page.</summary>
public sealed class Navigation(CurrentHub hub, CurrentMember me, IHttpContextAccessor http, IStringLocalizerFactory words)
{
    /// <summary>Where the front page is while an item stands in its place.</summary>
    public const string Today = "/today";

    public IReadOnlyList<MenuLink> Main => In(MenuPlace.Main);

    public IReadOnlyList<MenuLink> Desk => In(MenuPlace.Desk);

    public IReadOnlyList<MenuLink> Admin => In(MenuPlace.Admin);

    private IReadOnlyList<MenuLink> In(MenuPlace place) =>
    [
        .. hub.All<MenuEntry>()
            .Where(entry => entry.Place == place && entry.ShownTo?.Invoke(me) is not false)
            .OrderBy(entry => entry.Order)
            .Select(AsLink),
    ];

    private MenuLink AsLink(MenuEntry entry) => new(
        words.Create(entry.Words)[entry.Text],
        entry.Href == "/" && hub.State.Site.HomeItemId is not null ? Today : entry.Href,
        entry.CountOf is { } reason ? me.Waiting(reason) : 0,
        IsCurrent(entry.Href),
        entry.Says is { } says ? words.Create(entry.Words)[says].Value : null);

    private bool IsCurrent(string href)
    {
        var path = http.HttpContext?.Request.Path ?? default;
        return href is "/" or "/admin" ? path == href : path.StartsWithSegments(href);
    }
}
