using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
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

    public string TypeName => hub.State.Definitions.Type(Item.Card.Kind)?.DisplayName ?? Item.Card.Kind;

    public IEnumerable<AroundRow> PointsTo => Item.Around["source"];

    public async Task<IActionResult> OnGetAsync(string? path, CancellationToken ct)
    {
        if (await FindAsync(path ?? "", ct) is not { } item)
        {
            return NotFound();
        }

        Item = item;
        if (hub.State.Definitions.Type(item.Card.Kind)?.Parts.FirstOrDefault(part => part.PartName == ListPart) is { } list)
        {
            IsList = true;
            Contained = await CardPage.ReadAboutAsync(db, item.Card.ItemId, OnlyTypeOf(list), db.Cards.VisibleTo(me).Published, PageMark.Parse(After), ct);
        }
        else
        {
            Item = await items.CompleteAsync(item, ct);
        }

        return Page();
    }

    private Task<ItemView?> FindAsync(string path, CancellationToken ct) =>
        path.Split('/') is [ContentKinds.DefinedPrefix, { Length: Ids.Length } id] ? items.AloneAsync(id, ct) : items.AloneAtAsync(path, ct);

    private static string? OnlyTypeOf(TypePart list) =>
        (list.Settings["ListPartSettings"] as JsonObject)?["ContainedContentTypes"] is JsonArray { Count: 1 } types ? types[0]?.ToString() : null;
}
