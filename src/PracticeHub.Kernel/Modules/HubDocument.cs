using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PracticeHub.Kernel.Modules;

/// <summary>A small named document of the hub itself: a feature that is on, a section of settings, a content type or part.</summary>
public sealed class HubDocument
{
    public const string Feature = "feature";
    public const string Setting = "setting";
    public const string ContentType = "type";
    public const string ContentPart = "part";
    /// <summary>A step of Orchard Core, kept for an export.</summary>
    public const string Kept = "kept";

    public required string Kind { get; init; }
    public required string Name { get; init; }
    public required string Body { get; set; }

    public JsonObject Read() => JsonNode.Parse(Body)!.AsObject();
}

internal sealed class HubDocumentConfiguration : IEntityTypeConfiguration<HubDocument>
{
    public void Configure(EntityTypeBuilder<HubDocument> builder)
    {
        builder.ToTable("hub_document");
        builder.HasKey(d => new { d.Kind, d.Name });
        builder.Property(d => d.Kind).HasMaxLength(20);
        builder.Property(d => d.Name).HasMaxLength(200);
    }
}
