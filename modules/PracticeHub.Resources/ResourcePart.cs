using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Resources;

/// <summary>What a resource is.</summary>
public enum ResourceKind
{
    Link,
    Book,
    Course,
    File,
    Person,
    Tool,
    Video,
}

/// <summary>An address, and why a colleague should open it.</summary>
public sealed record ResourcePart(string Url = "", ResourceKind Kind = ResourceKind.Link, bool Paid = false, string Why = "") : IPart<ResourcePart>
{
    public ResourcePart() : this("", ResourceKind.Link, false, "") { }
    public static string Name => nameof(ResourcePart);
    public static JsonTypeInfo<ResourcePart> Json => ResourceJson.Default.ResourcePart;
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
[JsonSerializable(typeof(ResourcePart))]
internal sealed partial class ResourceJson : JsonSerializerContext;
