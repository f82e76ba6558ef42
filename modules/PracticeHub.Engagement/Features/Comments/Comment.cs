using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Engagement.Features.Comments;

/// <summary>What a reader says to an item. Withdrawn by its writer it is gone; removed by a leader it leaves a trace.</summary>
public sealed class Comment
{
    public const int MaxLength = 10_000;

    public required string Id { get; init; }
    public required string ItemId { get; init; }
    public required string UserId { get; init; }
    public string Markdown { get; private set; } = "";
    /// <summary>Sanitized, as pages show it.</summary>
    public string Html { get; private set; } = "";
    public required DateTimeOffset AtUtc { get; init; }
    public DateTimeOffset? EditedUtc { get; private set; }
    public string? RemovedById { get; private set; }
    public string? RemovedReason { get; private set; }
    public DateTimeOffset? RemovedUtc { get; private set; }

    public bool IsRemoved => RemovedUtc is not null;

    public void Write(string markdown, MarkdownRenderer renderer) => (Markdown, Html) = (markdown, renderer.Render(markdown).Value);

    public void Rewrite(string markdown, MarkdownRenderer renderer, DateTimeOffset at)
    {
        Write(markdown, renderer);
        EditedUtc = at;
    }

    public void Remove(string leaderId, string reason, DateTimeOffset at) => (RemovedById, RemovedReason, RemovedUtc) = (leaderId, reason, at);
}

internal sealed class CommentConfiguration : IEntityTypeConfiguration<Comment>
{
    public void Configure(EntityTypeBuilder<Comment> builder)
    {
        builder.ToTable("engagement_comment");
        builder.HasIndex(c => new { c.ItemId, c.AtUtc, c.Id });
        builder.HasIndex(c => new { c.UserId, c.AtUtc });
        builder.Property(c => c.RemovedReason).HasMaxLength(500);
    }
}

internal static class CommentQueries
{
    extension(HubDb db)
    {
        public DbSet<Comment> Comments => db.Set<Comment>();
    }
}
