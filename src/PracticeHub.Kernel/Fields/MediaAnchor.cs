using System.Globalization;
using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Fields;

/// <summary>The point of a picture that stays in sight when the picture is cut, as Orchard Core has it.</summary>
/// <param name="X">From 0 at the left to 1 at the right.</param>
/// <param name="Y">From 0 at the top to 1 at the bottom.</param>
public readonly record struct MediaAnchor(decimal X, decimal Y)
{
    public static MediaAnchor Middle { get; } = new(0.5m, 0.5m);

    /// <summary>Null for what is none.</summary>
    public static MediaAnchor? Of(JsonNode? node) => node is JsonObject map && Number(map["X"]) is { } x && Number(map["Y"]) is { } y ? new(x, y) : null;

    /// <summary>Reads what a person types: two numbers from 0 to 100 with a space between them; null for all else.</summary>
    public static MediaAnchor? Parse(string typed) =>
        typed.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [var x, var y] && Percent(x) is { } left && Percent(y) is { } top ? new(left, top) : null;

    /// <summary>As a person types it.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{X * 100:0.####} {Y * 100:0.####}");

    /// <summary>As an address says it.</summary>
    public string ToQuery() => string.Create(CultureInfo.InvariantCulture, $"rxy={X:0.######},{Y:0.######}");

    public JsonObject ToJson() => new() { ["X"] = X, ["Y"] = Y };

    private static decimal? Number(JsonNode? node) =>
        node is JsonValue value && decimal.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is >= 0 and <= 1 ? number : null;

    private static decimal? Percent(string typed) =>
        decimal.TryParse(typed, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number <= 100 ? number / 100 : null;
}
