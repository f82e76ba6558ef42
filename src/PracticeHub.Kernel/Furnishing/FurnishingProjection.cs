using System.Text.Json.Nodes;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Furnishing;

/// <summary>Keeps menus and widgets with the hub's own documents, and says in the log that they changed, so that every node takes them up.</summary>
internal sealed class FurnishingProjection(HubDb db, TimeProvider clock) : IProjection
{
    public string? Type => null;

    public async Task ProjectAsync(Projection projection, CancellationToken ct)
    {
        var document = projection.Item.Document;
        if (document.ContainsKey("MenuItemsListPart") || document.ContainsKey("LayerMetadata"))
        {
            // What stands on every page is for everyone or for nobody: others would read it in places that nobody decided on.
            var isShown = projection.Card is { State: CardState.Published, ReaderKey: ReaderKeys.Everyone };
            await PutAsync(SiteMenu.Document, projection.Item, isShown ? SiteMenu.Of(projection.Item)?.ToJson() : null, ct);
            await PutAsync(Widget.Document, projection.Item, isShown ? Widget.Of(projection.Item, projection.Html)?.ToJson() : null, ct);
        }
    }

    private async Task PutAsync(string kind, ContentItem item, string? body, CancellationToken ct)
    {
        if ((await db.Set<HubDocument>().FindAsync([kind, item.Id], ct))?.Body == body)
        {
            return;
        }

        if (body is null)
        {
            await db.RemoveDocumentAsync(kind, item.Id, ct);
        }
        else
        {
            await db.PutDocumentAsync(kind, item.Id, JsonNode.Parse(body)!.AsObject(), ct);
        }

        // Who changed the item stands in its history, and who ran a recipe in the trail: this is what follows.
        db.RecordForHub("site.furnished", Writer.Hub, clock.GetUtcNow(), item.DisplayText.Length > 0 ? item.DisplayText : item.Type);
    }
}
