using System.Text.Json.Serialization.Metadata;

namespace PracticeHub.Kernel.Content;

/// <summary>A part that code knows: a record, read from the document by source-generated JSON. Implemented by the part itself.</summary>
public interface IPart<TSelf>
{
    /// <summary>The key in the item's document.</summary>
    static abstract string Name { get; }

    static abstract JsonTypeInfo<TSelf> Json { get; }
}
