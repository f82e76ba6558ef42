using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Content;

/// <summary>Gives every item its address: its own path where its type has one, otherwise its kind and id.</summary>
public sealed class CardPaths(HubDb db, CurrentHub hub)
{
    private const int MostTries = 1000;

    /// <summary>An address that nothing else has; writes it into the item's Autoroute part where its type has one.</summary>
    public async Task<string> FreeAsync(ContentItem item, CancellationToken ct)
    {
        var prefix = hub.All<ContentKind>().FirstOrDefault(k => k.Type == item.Type)?.PathPrefix ?? "content";
        if (hub.State.Definitions.Type(item.Type)?.Has(AutoroutePart.Name) is not true)
        {
            return $"{prefix}/{item.Id}";
        }

        var wished = item.Get<AutoroutePart>().Path is { Length: > 0 } path ? path.Trim('/') : $"{prefix}/{Slug.From(item.DisplayText)}";
        var free = await FirstFreeAsync(wished, item.Id, ct);
        item.Put(new AutoroutePart(free));
        return free;
    }

    private async Task<string> FirstFreeAsync(string wished, string itemId, CancellationToken ct)
    {
        for (var i = 1; i < MostTries; i++)
        {
            var path = i == 1 ? wished : $"{wished}-{i}";
            var isTaken = db.Cards.Local.Any(c => c.Path == path && c.ItemId != itemId)
                || await db.Cards.AnyAsync(c => c.Path == path && c.ItemId != itemId, ct);
            if (!isTaken)
            {
                return path;
            }
        }

        return $"{wished}-{itemId}";
    }
}
