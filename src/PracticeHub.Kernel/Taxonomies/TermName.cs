using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PracticeHub.Kernel.Taxonomies;

/// <summary>A name under which a term is found: its title or a synonym.</summary>
public sealed class TermName
{
    public const int MaxLength = 200;

    public required string TermId { get; init; }
    public required string TaxonomyId { get; init; }
    /// <summary>The name as it is compared: without regard to case, blanks and forms of the same character.</summary>
    public required string Key { get; init; }
    public required bool IsTitle { get; init; }

    public static string KeyOf(string name)
    {
        var key = string.Join(' ', Whole(name).Normalize(NormalizationForm.FormKC).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return key.Length <= MaxLength ? key : Whole(key[..MaxLength]);
    }

    // Normalize throws on half a surrogate pair; a rune that is none becomes the replacement character.
    private static string Whole(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.ToString()));
}

internal sealed class TermNameConfiguration : IEntityTypeConfiguration<TermName>
{
    public void Configure(EntityTypeBuilder<TermName> builder)
    {
        builder.ToTable("hub_term_name");
        builder.HasKey(n => new { n.TermId, n.Key });
        builder.HasIndex(n => new { n.TaxonomyId, n.Key });
        builder.Property(n => n.Key).HasMaxLength(TermName.MaxLength);
    }
}
