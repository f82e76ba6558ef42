using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Furnishing;

/// <summary>An item that stands in a zone of every page on which the rule of its layer holds.</summary>
/// <param name="Title">Null where it shows none.</param>
/// <param name="Html">Sanitized.</param>
public sealed record Widget(string ItemId, string Zone, string Layer, decimal Position, string? Title, string Html)
{
    public const string Document = "widget";

    public SanitizedHtml Shown => SanitizedHtml.FromTrustedStore(Html);

    internal static Widget? Of(ContentItem item, string html)
    {
        if (item.Document["LayerMetadata"] is not JsonObject layer || layer["Zone"]?.ToString() is not { Length: > 0 } zone || html.Length == 0)
        {
            return null;
        }

        var isTitled = layer["RenderTitle"] is JsonValue render && render.TryGetValue(out bool isRendered) && isRendered;
        var position = decimal.TryParse(layer["Position"]?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var at) ? at : 0;
        return new(item.Id, zone, layer["Layer"]?.ToString() ?? "", position, isTitled && item.DisplayText.Length > 0 ? item.DisplayText : null, html);
    }

    internal string ToJson() => JsonSerializer.Serialize(this, FurnishingJson.Default.Widget);

    internal static Widget Parse(string json) => JsonSerializer.Deserialize(json, FurnishingJson.Default.Widget)!;
}
