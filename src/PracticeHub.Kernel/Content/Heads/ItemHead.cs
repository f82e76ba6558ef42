using System.Text.Json;
using System.Text.Json.Serialization;

namespace PracticeHub.Kernel.Content;

/// <summary>What an item says of itself in the head of its page, beyond what its card does.</summary>
public sealed record ItemHead
{
    /// <summary>Instead of the item's own title, in the browser's tab and in search engines.</summary>
    public string? Title { get; init; }
    public string? Description { get; init; }
    /// <summary>An address that a browser may open: with http or https, or within the hub.</summary>
    public string? Canonical { get; init; }
    /// <summary>The language that it is written in, as <c>de</c>.</summary>
    public string? Culture { get; init; }
    public IReadOnlyList<HeadTag> Tags { get; init; } = [];

    internal string ToJson() => JsonSerializer.Serialize(this, HeadJson.Default.ItemHead);

    internal static ItemHead Parse(string json) => JsonSerializer.Deserialize(json, HeadJson.Default.ItemHead) ?? new();
}

/// <summary>A <c>meta</c> element: a name or, in Open Graph's way, a property, and what it says.</summary>
public sealed record HeadTag(string Name, string Content, bool IsProperty = false, bool IsAddress = false);

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ItemHead))]
internal sealed partial class HeadJson : JsonSerializerContext;
