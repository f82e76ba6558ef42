using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Contents.Features.Writing;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Items;

/// <summary>An item of a type that no module brings, at whatever address it has; a list shows what stands in it.</summary>
public sealed class ItemModel(HubDb db, ItemReader items, CurrentHub hub, CurrentMember me) : PageModel
{
    private const string ListPart = "ListPart";

    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    public ItemView Item { get; private set; } = null!;

    /// <summary>What stands in the item, when it is a list.</summary>
    public CardPage Contained { get; private set; } = CardPage.Empty;

    public bool IsList { get; private set; }

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
        if (hub.State.Definitions.Type(item.Card.Kind) is { } type && type.Has(ListPart))
        {
            IsList = true;
            Written = [.. type.ContainedTypes.Select(hub.State.Definitions.Type).Where(t => ItemEditor.IsWritten(hub, t) && me.Can(KernelPermissions.PublishOwnContent) && me.IsSignedIn)!];
            Contained = await CardPage.ReadAboutAsync(db, item.Card.ItemId, type.ContainedTypes is [var only] ? only : null, db.Cards.VisibleTo(me).Published, PageMark.Parse(After), ct);
        }
        else
        {
            Item = await items.CompleteAsync(item, ct);
        }

        return Page();
    }

    private Task<ItemView?> FindAsync(string path, CancellationToken ct) =>
        path.Split('/') is [ContentKinds.DefinedPrefix, { Length: Ids.Length } id] ? items.AloneAsync(id, ct) : items.AloneAtAsync(path, ct);
}
