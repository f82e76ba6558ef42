using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PracticeHub.Contents.Features.WorkingCopies;

/// <summary>
/// What somebody has typed into a form and not saved yet, so that it is there on another device and after a crash; and that they
/// are at it, so that others know. It is no version: only its writer ever sees the text.
/// </summary>
public sealed class WorkingCopy
{
    public const int PlaceLength = 100;

    public required string UserId { get; init; }
    /// <summary>The id of the item, or <c>new-TYPE</c>.</summary>
    public required string Place { get; init; }
    /// <summary>The version that the writer began with; empty for a new item. A copy of an older one is not offered any more.</summary>
    public required string VersionId { get; set; }
    /// <summary>JSON: the values of the form by the names of its fields. Null while nothing was typed.</summary>
    public string? Fields { get; set; }
    public DateTimeOffset? TypedUtc { get; set; }
    /// <summary>When the form was last known to be open.</summary>
    public required DateTimeOffset SeenUtc { get; set; }
}

internal sealed class WorkingCopyConfiguration : IEntityTypeConfiguration<WorkingCopy>
{
    public void Configure(EntityTypeBuilder<WorkingCopy> builder)
    {
        builder.ToTable("contents_working_copy");
        builder.HasKey(c => new { c.UserId, c.Place });
        builder.HasIndex(c => new { c.Place, c.SeenUtc });
        builder.Property(c => c.Place).HasMaxLength(WorkingCopy.PlaceLength);
    }
}
