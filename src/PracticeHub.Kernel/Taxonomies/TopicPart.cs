using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Kernel.Taxonomies;

/// <summary>What a topic means, and its other names; the hub's own part on terms.</summary>
public sealed record TopicPart(string Description = "", IReadOnlyList<string>? Synonyms = null) : IPart<TopicPart>
{
    public TopicPart() : this("", null) { }
    public static string Name => nameof(TopicPart);
    public static JsonTypeInfo<TopicPart> Json => TopicJson.Default.TopicPart;
}

[JsonSerializable(typeof(TopicPart))]
internal sealed partial class TopicJson : JsonSerializerContext;
