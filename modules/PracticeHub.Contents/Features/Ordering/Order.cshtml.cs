using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Contents.Features.Writing;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Ordering;

/// <summary>Puts the items of a list in order, one step at a time; whoever may edit the list may.</summary>
[Authorize]
public sealed class OrderModel(HubDb db, CurrentHub hub, CurrentMember me) : PageModel
{
    public const int Most = 200;

    public Card List { get; private set; } = null!;

    public PlacedPage Items { get; private set; } = new([], null);

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct) => await LoadAsync(id, ct) ? Page() : NotFound();

    /// <param name="move">What is asked: up, down or first, and the id of the item.</param>
    public async Task<IActionResult> OnPostAsync(string id, string? move, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        var order = Items.Cards.Select(card => card.ItemId).ToList();
        if (move?.Split(' ') is [var way, var item] && order.IndexOf(item) is >= 0 and var at)
        {
            order.RemoveAt(at);
            order.Insert(Math.Clamp(way switch { "up" => at - 1, "down" => at + 1, "first" => 0, _ => at }, 0, order.Count), item);
            await PutAsync(order, ct);
        }

        return RedirectToPage(new { id });
    }

    private async Task PutAsync(List<string> order, CancellationToken ct)
    {
        var places = await db.ListPlaces.Where(p => order.Contains(p.ItemId)).ToDictionaryAsync(p => p.ItemId, ct);
        foreach (var (position, item) in order.Index())
        {
            if (places.TryGetValue(item, out var place))
            {
                (place.ListId, place.Position) = (List.ItemId, position);
            }
            else
            {
                db.Add(new ListPlace { ItemId = item, ListId = List.ItemId, Position = position });
            }
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> LoadAsync(string id, CancellationToken ct)
    {
        if (await db.Cards.VisibleTo(me).AsNoTracking().FirstOrDefaultAsync(c => c.ItemId == id, ct) is not { } list
            || !ItemRights.MayEdit(hub, me, list) || hub.State.Definitions.Type(list.Kind)?.IsOrdered is not true)
        {
            return false;
        }

        List = list;
        Items = await db.ReadInOrderAsync(id, db.Cards.VisibleTo(me).Published, null, Most, ct);
        return true;
    }
}
