using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Contents.Features.Items;

/// <summary>An item that stands in another one, as its own page shows it.</summary>
public sealed record InnerItem(string Title, SanitizedHtml Html);

/// <summary>Finds what stands in an item by its address below that of the item, where the item routes what it contains.</summary>
public sealed class InnerItems(HubDb db, ItemRenderer renderer)
{
    private const int MostDeep = 8;
    private static readonly string[] Lists = ["ContentItems", "Widgets"];

    /// <param name="path">What follows the address of the item.</param>
    public async Task<InnerItem?> FindAsync(string itemId, string path, CancellationToken ct)
    {
        var document = await db.Set<ContentHead>().Where(h => h.ItemId == itemId)
            .Join(db.Versions, h => h.PublishedVersionId, v => v.VersionId, (_, version) => version.Document).SingleOrDefaultAsync(ct);
        if (document is null || ContentItem.Parse(document) is not { } item || !Routes(item.Document) || Find(item.Document, path, 0) is not { } inner)
        {
            return null;
        }

        var shown = new ContentItem(inner.DeepClone().AsObject());
        return new(shown.DisplayText, renderer.Render(shown).ToSanitized());
    }

    private static JsonObject? Find(JsonObject item, string path, int depth)
    {
        if (depth == MostDeep)
        {
            return null;
        }

        foreach (var inner in item.Select(p => p.Value).OfType<JsonObject>().SelectMany(part => Lists.Select(list => part[list])).OfType<JsonArray>().SelectMany(list => list.OfType<JsonObject>()))
        {
            var own = AddressOf(inner);
            if (own == path)
            {
                return inner;
            }

            if (own.Length > 0 && path.StartsWith(own + "/", StringComparison.Ordinal) && Find(inner, path[(own.Length + 1)..], depth + 1) is { } found)
            {
                return found;
            }
        }

        return null;
    }

    private static string AddressOf(JsonObject inner) => (Text(inner[AutoroutePart.Name] as JsonObject, "Path").Trim('/') is { Length: > 0 } path ? path : Slug.From(Text(inner, "DisplayText"))).ToLowerInvariant();

    private static bool Routes(JsonObject item) => Text(item[AutoroutePart.Name] as JsonObject, "RouteContainedItems") is "true";

    private static string Text(JsonObject? value, string name) => value?[name] is JsonValue text ? text.ToString() : "";
}
