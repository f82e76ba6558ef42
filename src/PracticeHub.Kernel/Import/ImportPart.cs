using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Kernel.Import;

/// <summary>Where an imported item came from, and a hash of what it was there: what changed in the hub since is not undone by the next run.</summary>
public sealed record ImportPart(string Source = "", string Hash = "") : IPart<ImportPart>
{
    public ImportPart() : this("", "") { }
    public static string Name => nameof(ImportPart);
    public static JsonTypeInfo<ImportPart> Json => ImportJson.Default.ImportPart;
}

[JsonSerializable(typeof(ImportPart))]
internal sealed partial class ImportJson : JsonSerializerContext;
