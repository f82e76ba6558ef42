using System.Text.Json.Nodes;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Kernel.Furnishing;

/// <summary>What content puts around every page: the site's menu, widgets in zones, entries of the administration. Read with the hub's state, so that no page asks for it.</summary>
public sealed record SiteFurnishing(SiteMenu? Menu, IReadOnlyList<Widget> Widgets, IReadOnlyDictionary<string, LayerRule> Layers, IReadOnlyList<AdminNode> AdminNodes)
{
    public static readonly SiteFurnishing None = new(null, [], new Dictionary<string, LayerRule>(), []);

    /// <summary>The items that the menu links to; who is asking may see some of them.</summary>
    public IReadOnlyList<string> LinkedItems { get; } = Menu is null ? [] : [.. Menu.Items.SelectMany(ItemsIn).Distinct()];

    internal static SiteFurnishing From(IReadOnlyList<HubDocument> documents) => new(
        documents.Where(d => d.Kind == SiteMenu.Document).OrderBy(d => d.Name, StringComparer.Ordinal).Select(d => SiteMenu.Parse(d.Body)).FirstOrDefault(),
        [.. documents.Where(d => d.Kind == Widget.Document).Select(d => Widget.Parse(d.Body)).OrderBy(w => w.Position)],
        LayersIn(documents),
        [.. Kept(documents, AdminMenuStep.Key).SelectMany(body => (body["data"] as JsonArray ?? []).OfType<JsonObject>()).SelectMany(AdminNode.In)]);

    private static Dictionary<string, LayerRule> LayersIn(IReadOnlyList<HubDocument> documents)
    {
        var layers = new Dictionary<string, LayerRule>(StringComparer.OrdinalIgnoreCase);
        foreach (var layer in Kept(documents, LayersStep.Key).SelectMany(body => (body["Layers"] as JsonArray ?? []).OfType<JsonObject>()))
        {
            layers[layer.Text("Name") ?? ""] = LayerRule.Parse(layer);
        }

        return layers;
    }

    private static IEnumerable<JsonObject> Kept(IEnumerable<HubDocument> documents, string key) => documents.Where(d => d.Kind == HubDocument.Kept && d.Name == key).Select(d => d.Read());

    private static IEnumerable<string> ItemsIn(SiteMenuItem item) => item.Items.SelectMany(ItemsIn).Concat(item.ItemId is { } id ? [id] : []);
}
