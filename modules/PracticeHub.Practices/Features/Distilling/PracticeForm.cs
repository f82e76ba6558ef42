using System.ComponentModel.DataAnnotations;
using PracticeHub.Kernel.Content;
using PracticeHub.Practices.Features.Practices;

namespace PracticeHub.Practices.Features.Distilling;

/// <summary>What is typed when a practice is written or changed.</summary>
public sealed class PracticeForm
{
    private const int LongestSection = 100_000;
    private const string TooLong = "This is too long.";

    [Required(ErrorMessage = "Give it a title that says what one does."), StringLength(300, ErrorMessage = "Keep the title under 300 characters.")]
    public string Title { get; set; } = "";

    [StringLength(500, ErrorMessage = "Keep the summary under 500 characters.")]
    public string? Summary { get; set; }

    [StringLength(LongestSection, ErrorMessage = TooLong)]
    public string? When { get; set; }

    [StringLength(LongestSection, ErrorMessage = TooLong)]
    public string? WhenNot { get; set; }

    [StringLength(LongestSection, ErrorMessage = TooLong)]
    public string? What { get; set; }

    [StringLength(LongestSection, ErrorMessage = TooLong)]
    public string? Why { get; set; }

    [StringLength(LongestSection, ErrorMessage = TooLong)]
    public string? Evidence { get; set; }

    public string? CommunityId { get; set; }

    /// <summary>Titles of topics, with commas between them.</summary>
    [StringLength(1000, ErrorMessage = TooLong)]
    public string? Topics { get; set; }

    /// <summary>Ids of the items chosen.</summary>
    public List<string> DistilledFrom { get; set; } = [];

    /// <inheritdoc cref="DistilledFrom"/>
    public List<string> Cites { get; set; } = [];

    /// <summary>More of them by address or id, one a line.</summary>
    [StringLength(10_000, ErrorMessage = TooLong)]
    public string? Addresses { get; set; }

    [StringLength(300, ErrorMessage = "Keep the note under 300 characters.")]
    public string? Note { get; set; }

    /// <summary>The version that the writer began with.</summary>
    public string? VersionId { get; set; }

    /// <summary>The stored document as a form.</summary>
    public static PracticeForm Of(ContentItem item, string topics)
    {
        var (part, sources) = (item.Get<PracticePart>(), item.Get<ProvenancePart>().Sources ?? []);
        return new()
        {
            Title = item.DisplayText, Summary = part.Summary, When = part.When, WhenNot = part.WhenNot, What = part.What, Why = part.Why,
            Evidence = part.Evidence, CommunityId = item.Get<SharingPart>().CommunityId, Topics = topics, VersionId = item.VersionId,
            DistilledFrom = [.. sources.Where(s => s.Relation == ProvenancePart.DistilledFrom).Select(s => s.ContentItemId)],
            Cites = [.. sources.Where(s => s.Relation == ProvenancePart.Cites).Select(s => s.ContentItemId)],
        };
    }

    /// <summary>What was typed as a part; what the form does not show is kept.</summary>
    public PracticePart Apply(PracticePart part) => part with
    {
        Summary = Clean(Summary), When = Clean(When), WhenNot = Clean(WhenNot), What = Clean(What), Why = Clean(Why), Evidence = Clean(Evidence),
    };

    /// <summary>Line ends as on every other machine, and no sign that a database cannot hold.</summary>
    public static string Clean(string? text) =>
        (text ?? "").Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\0", "", StringComparison.Ordinal).Trim();
}
