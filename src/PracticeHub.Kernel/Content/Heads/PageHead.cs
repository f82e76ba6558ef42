using Microsoft.AspNetCore.Http;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Content;

/// <summary>What the theme puts into the head of the page: known once the page has read the item that it is about.</summary>
public sealed class PageHead(IHttpContextAccessor http, SiteSettings site)
{
    private ItemView? _read;

    /// <summary>The item whose own page this is; null on every other page, though it may have read one.</summary>
    public ItemView? Item => _read is { } item && IsAt(item.Card) ? item : null;

    public string? Description => Item is { } item ? item.Head?.Description ?? (item.Card.Summary.Length > 0 ? item.Card.Summary : null) : null;

    public string? Canonical => Item is { } item ? Absolute(item.Head?.Canonical ?? "/" + item.Card.Path) : null;

    /// <summary>What the item says, completed by what every item has.</summary>
    public IEnumerable<HeadTag> Tags
    {
        get
        {
            if (Item is not { } item)
            {
                return [];
            }

            var own = item.Head?.Tags ?? [];
            HeadTag[] otherwise = [new("og:title", item.Card.Title, true), new("og:description", Description ?? "", true), new("og:type", "article", true), new("og:site_name", site.SiteName, true)];
            return own.Concat(otherwise.Where(tag => tag.Content.Length > 0 && own.All(o => o.Name != tag.Name)))
                .Select(tag => tag.IsAddress ? tag with { Content = Absolute(tag.Content) } : tag);
        }
    }

    /// <summary>The same in the other languages that the reader may read it in.</summary>
    public IEnumerable<AroundRow> Translations => Item?.Around["translation"] ?? [];

    /// <summary>Others read the head from elsewhere, and need whole addresses.</summary>
    public string Absolute(string address) => address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) ? Root + address : address;

    internal void TakeUp(ItemView item) => _read = item;

    private string Root => site.BaseUrl is { Length: > 0 } own ? own.TrimEnd('/')
        : http.HttpContext?.Request is { } request ? $"{request.Scheme}://{request.Host}{request.PathBase}" : "";

    private bool IsAt(Card card) => http.HttpContext?.Request.Path.Value?.Trim('/') is { } path
        && (path.Length == 0 || path.Equals(card.Path, StringComparison.OrdinalIgnoreCase) || path == $"{ContentKinds.DefinedPrefix}/{card.ItemId}");
}
