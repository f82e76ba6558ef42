using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Reviews.Features.Proposals;

/// <summary>What a reader suggests that an item should say. Whose it is, or a leader, takes it over or turns it down.</summary>
public sealed class Proposal
{
    public const int NoteLength = 2000;
    public const int TextLength = 100_000;

    public required string Id { get; init; }
    public required string ItemId { get; init; }
    /// <summary>The item, as long as nobody has answered: each reader has one open suggestion about it at most.</summary>
    public string? OpenItemId { get; private set; }
    public required string ById { get; init; }
    /// <summary>The version that the reader had before them.</summary>
    public string VersionId { get; private set; } = "";
    /// <summary>JSON: what should stand where, by the key of the text.</summary>
    public string Texts { get; private set; } = "{}";
    public string Note { get; private set; } = "";
    public DateTimeOffset AtUtc { get; private set; }
    public DateTimeOffset? SettledUtc { get; private set; }
    public string? SettledById { get; private set; }
    /// <summary>Why it was turned down; null when it was taken over.</summary>
    public string? Answer { get; private set; }

    public IReadOnlyDictionary<string, string> ByKey => JsonSerializer.Deserialize<Dictionary<string, string>>(Texts)!;

    /// <summary>Says it, or says it anew as long as nobody has answered.</summary>
    public void Say(string versionId, IReadOnlyDictionary<string, string> texts, string note, DateTimeOffset at) =>
        (OpenItemId, VersionId, Texts, Note, AtUtc) = (ItemId, versionId, JsonSerializer.Serialize(texts), note, at);

    /// <param name="answer">Why it is turned down; null when it is taken over.</param>
    public void Settle(string byId, string? answer, DateTimeOffset at) => (OpenItemId, SettledById, Answer, SettledUtc) = (null, byId, answer, at);
}

internal sealed class ProposalConfiguration : IEntityTypeConfiguration<Proposal>
{
    public void Configure(EntityTypeBuilder<Proposal> builder)
    {
        builder.ToTable("reviews_proposal");
        builder.Ignore(p => p.ByKey);
        builder.HasIndex(p => p.ItemId);
        builder.HasIndex(p => new { p.OpenItemId, p.ById }).IsUnique();
    }
}

internal static class ProposalQueries
{
    extension(HubDb db)
    {
        public DbSet<Proposal> Proposals => db.Set<Proposal>();
    }
}
