using System.Text.Json.Nodes;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Kernel.Furnishing;

/// <summary>What content puts around every page: the site's menu, widgets in zones, entries of the administration. Read with the hub's state, so that no page asks for it.</summary>
/// <param name="MainMenu">The id of the site's menu among them; null where there is none.</param>
public sealed record SiteFurnishing(IReadOnlyDictionary<string, SiteMenu> Menus, string? MainMenu, IReadOnlyList<Widget> Widgets, IReadOnlyDictionary<string, LayerRule> Layers, IReadOnlyList<AdminNode> AdminNodes)
{
    public static readonly SiteFurnishing None = new(new Dictionary<string, SiteMenu>(), null, [], new Dictionary<string, LayerRule>(), []);

    /// <summary>The site's menu.</summary>
    public SiteMenu? Menu => MainMenu is null ? null : Menus[MainMenu];

    /// <summary>The items that the menu links to; who is asking may see some of them.</summary>
    public IReadOnlyList<string> LinkedItems { get; } = MainMenu is null ? [] : [.. Menus[MainMenu].Items.SelectMany(ItemsIn).Distinct()];

    internal static SiteFurnishing From(IReadOnlyList<HubDocument> documents)
    {
        var menus = documents.Where(d => d.Kind == SiteMenu.Document).ToDictionary(d => d.Name, d => SiteMenu.Parse(d.Body), StringComparer.Ordinal);
        return new(menus, MainOf(menus, documents), WidgetsIn(documents), LayersIn(documents), NodesIn(documents));
    }

    /// <summary>The one that was chosen, or else, as long as that is not there, the one with the alias.</summary>
    private static string? MainOf(Dictionary<string, SiteMenu> menus, IReadOnlyList<HubDocument> documents) =>
        documents.FirstOrDefault(d => d is { Kind: HubDocument.Setting, Name: SiteMenu.Section })?.Read().Text(SiteMenu.Chosen) is { } chosen && menus.ContainsKey(chosen) ? chosen
            : menus.Where(menu => menu.Value.Alias == SiteMenu.MainAlias).Select(menu => menu.Key).Order(StringComparer.Ordinal).FirstOrDefault();

    private static IReadOnlyList<Widget> WidgetsIn(IReadOnlyList<HubDocument> documents) =>
        [.. documents.Where(d => d.Kind == Widget.Document).Select(d => Widget.Parse(d.Body)).OrderBy(w => w.Position)];

    private static IReadOnlyList<AdminNode> NodesIn(IReadOnlyList<HubDocument> documents) =>
        [.. Kept(documents, AdminMenuStep.Key).SelectMany(body => (body["data"] as JsonArray ?? []).OfType<JsonObject>()).SelectMany(AdminNode.In)];

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
