using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Contents.Features.Writing;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Contents.Features.Items;

/// <summary>An item of a type that no module brings, at whatever address it has; a list shows what stands in it.</summary>
public sealed class ItemModel(HubDb db, ItemReader items, InnerItems inside, CurrentHub hub, CurrentMember me) : PageModel
{
    private const string ListPart = "ListPart";
    private const string TaxonomyPart = "TaxonomyPart";
    private const int MostTerms = 200;

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>Of a list or a taxonomy: whether to show what stands around it, and not what stands in it; both would be one question too many.</summary>
    [BindProperty(SupportsGet = true)]
    public bool About { get; set; }

    public ItemView Item { get; private set; } = null!;

    /// <summary>What stands in the item, when it is a list.</summary>
    public CardPage Contained { get; private set; } = CardPage.Empty;

    /// <summary>Whether it is a list or a taxonomy: then its page has two sides.</summary>
    public bool HoldsOthers { get; private set; }

    public bool IsList { get; private set; }

    /// <summary>Whether people have put what stands in the list in order.</summary>
    public bool IsOrdered { get; private set; }

    /// <summary>Where the next page of such a list begins; null on the last one.</summary>
    public NameMark? NextPlace { get; private set; }

    /// <summary>Whether what stands around the item was read.</summary>
    public bool HasPanels { get; private set; }

    /// <summary>What the address means that stands in the item; null on the item's own page.</summary>
    public InnerItem? Inner { get; private set; }

    /// <summary>The topmost terms, when it is a taxonomy.</summary>
    public IReadOnlyList<(string Id, string Title)> Terms { get; private set; } = [];

    /// <summary>The language that the item is written in; null for that of whoever reads.</summary>
    public CultureInfo? Culture => Item.Head?.Culture is { } name ? LocalizationPart.CultureNamed(name) : null;

    /// <summary>What the reader may write into the list.</summary>
    public IReadOnlyList<TypeDefinition> Written { get; private set; } = [];

    public string TypeName => hub.State.Definitions.Type(Item.Card.Kind)?.DisplayName ?? Item.Card.Kind;

    public bool MayEdit => ItemRights.MayEdit(hub, me, Item.Card);

    public IEnumerable<AroundRow> PointsTo => Item.Around["source"];

    public async Task<IActionResult> OnGetAsync(string? path, CancellationToken ct)
    {
        if (await FindAsync(path ?? "", ct) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        var type = hub.State.Definitions.Type(item.Card.Kind);
        var below = Below(path ?? "", item.Card);
        if (type?.Has(TaxonomyPart) is true && below.Length > 0)
        {
            return await db.Terms.OfTaxonomy(item.Card.ItemId).AtAsync(below, ct) is { } term ? Redirect($"/topics/{term}") : NotFound();
        }

        if (below.Length > 0)
        {
            return (Inner = await inside.FindAsync(item.Card.ItemId, below, ct)) is null ? NotFound() : Page();
        }

        HoldsOthers = type?.Has(TaxonomyPart) is true || type?.Has(ListPart) is true;
        if (About || !HoldsOthers)
        {
            (HasPanels, Item) = (true, await items.CompleteAsync(item, ct));
        }
        else if (type!.Has(TaxonomyPart))
        {
            var terms = await db.Terms.OfTaxonomy(item.Card.ItemId).Where(t => t.ParentId == null).OrderBy(t => t.Position).Take(MostTerms).Select(t => new { t.Id, t.Title }).ToListAsync(ct);
            Terms = terms.ConvertAll(t => (t.Id, t.Title));
        }
        else
        {
            IsList = true;
            Written = [.. type.ContainedTypes.Select(hub.State.Definitions.Type).Where(t => ItemEditor.IsWritten(hub, t) && me.Can(KernelPermissions.PublishOwnContent) && me.IsSignedIn)!];
            var readable = db.Cards.VisibleTo(me).Published;
            var shown = readable.InLanguageOf(me, db, readable);
            IsOrdered = type.IsOrdered;
            if (IsOrdered)
            {
                var page = await db.ReadInOrderAsync(item.Card.ItemId, shown, NameMark.Parse(After), CardPage.Size, ct);
                (Contained, NextPlace) = (new(page.Cards, null), page.Next);
            }
            else
            {
                Contained = await CardPage.ReadAboutAsync(db, item.Card.ItemId, type.ContainedTypes is [var only] ? only : null, shown, PageMark.Parse(After), ct);
            }
        }

        return Page();
    }

    private Task<ItemView?> FindAsync(string path, CancellationToken ct) =>
        path.Split('/') is [ContentKinds.DefinedPrefix, { Length: Ids.Length } id] ? items.AloneAsync(id, ct) : items.NearestAtAsync(path, ct);

    /// <summary>What follows the item's own address; nothing on its own page.</summary>
    private static string Below(string path, Card card) =>
        path.Length > card.Path.Length && path.StartsWith(card.Path + "/", StringComparison.Ordinal) ? path[(card.Path.Length + 1)..] : "";
}
