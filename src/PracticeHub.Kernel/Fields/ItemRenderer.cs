using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Fields;

/// <summary>What readers see of an item that only its definition describes: its parts and fields in their order, nested items in them.</summary>
public sealed class ItemRenderer(CurrentHub hub, MarkdownRenderer markdown)
{
    /// <summary>Items may hold items; deeper than this nobody reads.</summary>
    private const int MostDeep = 8;

    private Dictionary<string, FieldType>? _kinds;

    private Dictionary<string, FieldType> Kinds => _kinds ??= hub.All<FieldType>().ToDictionary(kind => kind.Name, StringComparer.Ordinal);

    /// <summary>Everything that the item's definition names.</summary>
    public ItemHtml Render(ContentItem item)
    {
        var html = new ItemHtml(markdown);
        Show(item.Document, html, 0);
        return html;
    }

    /// <summary>The fields only: what an administrator has added to a type that a module shows by itself.</summary>
    public ItemHtml RenderFields(ContentItem item)
    {
        var html = new ItemHtml(markdown);
        foreach (var part in PartsOf(item.Type))
        {
            ShowFields(item.Document[part.Key] as JsonObject, part, html);
        }

        return html;
    }

    private IEnumerable<TypePart> PartsOf(string? type) => (type is null ? null : hub.State.Definitions.Type(type))?.Parts.OrderBy(part => part.Rank) ?? Enumerable.Empty<TypePart>();

    private void Show(JsonObject item, ItemHtml html, int depth)
    {
        var type = item["ContentType"]?.ToString();
        var parts = PartsOf(type).ToList();
        var isWidget = type is not null && hub.State.Definitions.Type(type)?.Stereotype is "Widget";
        foreach (var part in parts)
        {
            ShowPart(part, item[part.Key] as JsonObject, html, depth, isWidget);
        }

        // What the definition does not name is shown where the hub knows what it is, as Orchard Core's own types need no definition.
        foreach (var (name, value) in item.Where(p => p.Value is JsonObject && !parts.Exists(part => part.Key == p.Key)))
        {
            ShowKnown(name, null, (JsonObject)value!, html, depth);
        }
    }

    private void ShowPart(TypePart part, JsonObject? value, ItemHtml html, int depth, bool isWidget)
    {
        if (value is null)
        {
            return;
        }

        ShowKnown(part.PartName, part.Label, value, html, depth);
        ShowFields(value, part, html, isWidget);
    }

    private void ShowKnown(string part, string? label, JsonObject value, ItemHtml html, int depth)
    {
        switch (part)
        {
            case "HtmlBodyPart":
                html.Html(Text(value, "Html"));
                break;
            case "MarkdownBodyPart":
                html.Markdown(Text(value, "Markdown"));
                break;
            case "BagPart" or "FlowPart" or "MenuItemsListPart":
                html.Section(label, () => ShowItems(value["ContentItems"] ?? value["Widgets"] ?? value["MenuItems"], html, depth));
                break;
            case "WidgetsListPart":
                foreach (var (_, zone) in value["Widgets"] as JsonObject ?? [])
                {
                    ShowItems(zone, html, depth);
                }

                break;
            case "LinkMenuItemPart" or "HtmlMenuItemPart":
                html.Link(SiteAddress.Of(Text(value, "Url")), Text(value, "Name"));
                break;
        }
    }

    private void ShowItems(JsonNode? items, ItemHtml html, int depth)
    {
        foreach (var item in (items as JsonArray ?? []).OfType<JsonObject>().TakeWhile(_ => depth < MostDeep))
        {
            var isLink = item.ContainsKey("LinkMenuItemPart") || item.ContainsKey("HtmlMenuItemPart");
            html.Section(isLink ? null : Text(item, "DisplayText"), () =>
            {
                Show(item, html, depth + 1);
                ShowItems((item["MenuItemsListPart"] as JsonObject)?["MenuItems"], html, depth + 1);
            });
        }
    }

    private void ShowFields(JsonObject? value, TypePart part, ItemHtml html, bool isWidget = false)
    {
        var fields = (hub.State.Definitions.Part(part.PartName)?.Fields.OrderBy(f => f.Rank) ?? Enumerable.Empty<PartField>()).ToList();
        foreach (var definition in fields)
        {
            if (value?[definition.Key] is not JsonObject stored || !Kinds.TryGetValue(definition.FieldType, out var kind))
            {
                continue;
            }

            var field = new FieldValue(definition, stored);
            if (kind.IsBrief && !kind.IsEmpty(field))
            {
                kind.Show(field, html);
            }
            else if (!kind.IsEmpty(field))
            {
                // A widget that is one field, as a piece of HTML, is that field and has no heading over it; nor has what is a heading itself.
                html.Section((isWidget && fields.Count == 1) || definition.DisplayMode is "Header" ? null : field.Label, () => kind.Show(field, html));
            }
        }
    }

    private static string Text(JsonObject value, string name) => value[name] is JsonValue text ? text.ToString() : "";
}
