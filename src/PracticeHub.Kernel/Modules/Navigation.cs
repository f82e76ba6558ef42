using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Furnishing;
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
public sealed class Navigation(CurrentHub hub, CurrentMember me, PageHead head, IHttpContextAccessor http, IStringLocalizerFactory words)
{
    /// <summary>Where the front page is while an item stands in its place.</summary>
    public const string Today = "/today";

    private PageFacts? _facts;

    public IReadOnlyList<MenuLink> Main => In(MenuPlace.Main);

    public IReadOnlyList<MenuLink> Desk => In(MenuPlace.Desk);

    public IReadOnlyList<MenuLink> Admin => [.. In(MenuPlace.Admin), .. Added];

    private IEnumerable<MenuLink> Added => me.Can(KernelPermissions.AccessAdminPanel)
        ? hub.State.Furnishing.AdminNodes.Where(node => me.CanAll(node.Permissions)).Select(node => new MenuLink(node.Text, node.Href, 0, IsAt(node.Href), null)) : [];

    /// <summary>The menu that people have written; null where there is none for this reader.</summary>
    public SiteLink? Site => hub.State.Furnishing.Menu is { } menu && LinksOf(menu.Items) is { Count: > 0 } links ? new(menu.Title, null, false, links) : null;

    private List<SiteLink> LinksOf(IReadOnlyList<SiteMenuItem> items) => [.. items.Where(item => me.CanAll(item.Permissions)).Select(LinkOf).OfType<SiteLink>()];

    /// <summary>Null for what leads to an item that this reader may not see, and for a heading with nothing below it.</summary>
    private SiteLink? LinkOf(SiteMenuItem item)
    {
        var target = item.ItemId is null ? null : me.LinkedItem(item.ItemId);
        var href = target is null ? item.Href : "/" + target.Path;
        var below = LinksOf(item.Items);
        return href is null && (below.Count == 0 || item.ItemId is not null) ? null : new(item.Text, href, href is not null && IsAt(href), below);
    }

    private bool IsAt(string href) => http.HttpContext?.Request.Path.Equals(new PathString(href.StartsWith('/') ? href.Split('#', '?')[0] : null), StringComparison.OrdinalIgnoreCase) is true && !href.Contains('#', StringComparison.Ordinal);

    /// <summary>What stands in a zone of this page, in its order.</summary>
    public IReadOnlyList<Widget> WidgetsIn(string zone)
    {
        var furnishing = hub.State.Furnishing;
        return [.. furnishing.Widgets.Where(w => w.Zone.Equals(zone, StringComparison.OrdinalIgnoreCase) && furnishing.Layers.GetValueOrDefault(w.Layer)?.Holds(Facts) is true)];
    }

    private PageFacts Facts => _facts ??= new(
        http.HttpContext?.Request.Path is { HasValue: true } path ? path.Value! : "/", me.IsSignedIn, me.Roles,
        [CultureInfo.CurrentUICulture.Name, CultureInfo.CurrentUICulture.Parent.Name], head.Item?.Card.Kind ?? "");

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
