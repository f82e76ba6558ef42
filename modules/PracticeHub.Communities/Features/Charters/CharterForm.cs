using System.ComponentModel.DataAnnotations;
using PracticeHub.Communities.Features.Communities;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Charters;

/// <summary>What leaders can change of their community.</summary>
public sealed class CharterForm
{
    private const string TooLong = "Keep this under {1} characters.";

    /// <summary>The version that the leader began with.</summary>
    public string VersionId { get; set; } = "";

    [Required(ErrorMessage = "Give it a name."), StringLength(120, ErrorMessage = TooLong)]
    public string? Title { get; set; }

    [Required(ErrorMessage = "Say in a sentence or two what it is for."), StringLength(1000, ErrorMessage = TooLong)]
    public string? Purpose { get; set; }

    [StringLength(500, ErrorMessage = TooLong)]
    public string? WhoFor { get; set; }

    public Openness Openness { get; set; }

    public CommunityStage Stage { get; set; }

    [StringLength(50_000, ErrorMessage = TooLong)]
    public string? Charter { get; set; }

    /// <summary>One a line.</summary>
    [StringLength(5000, ErrorMessage = TooLong)]
    public string? Criteria { get; set; }

    [Range(1, 9, ErrorMessage = "Between {1} and {2}.")]
    public int ApprovalsNeeded { get; set; }

    [Range(1, 90, ErrorMessage = "Between {1} and {2} days.")]
    public int ReviewDays { get; set; }

    [Range(7, 730, ErrorMessage = "Between {1} and {2} days.")]
    public int VerifyDays { get; set; }

    [StringLength(500, ErrorMessage = TooLong)]
    public string? Rhythm { get; set; }

    /// <summary>Names with commas between.</summary>
    [StringLength(500, ErrorMessage = TooLong)]
    public string? Topics { get; set; }

    public static CharterForm Of(string versionId, string title, CommunityPart part, string topics) => new()
    {
        VersionId = versionId,
        Title = title,
        Purpose = part.Purpose,
        WhoFor = part.WhoFor,
        Openness = part.Openness,
        Stage = part.Stage,
        Charter = part.Charter,
        Criteria = string.Join('\n', part.Criteria),
        ApprovalsNeeded = part.ApprovalsNeeded,
        ReviewDays = part.ReviewDays,
        VerifyDays = part.VerifyDays,
        Rhythm = part.Rhythm,
        Topics = topics,
    };

    public CommunityPart Onto(CommunityPart part) => part with
    {
        Purpose = Purpose!.Trim(),
        WhoFor = WhoFor?.Trim() ?? "",
        Openness = Openness,
        Stage = Stage,
        Charter = Charter ?? "",
        Criteria = [.. (Criteria ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
        ApprovalsNeeded = ApprovalsNeeded,
        ReviewDays = ReviewDays,
        VerifyDays = VerifyDays,
        Rhythm = Rhythm?.Trim() ?? "",
    };

    /// <summary>The texts that differ, for showing both versions side by side: what it is, mine, theirs.</summary>
    public IEnumerable<(string Name, string Mine, string Theirs)> Against(CharterForm theirs, Func<string, string> say) =>
        Texts(this, say).Zip(Texts(theirs, say), (mine, other) => (mine.Name, mine.Text, other.Text)).Where(pair => Plain(pair.Item2) != Plain(pair.Item3));

    private static IEnumerable<(string Name, string Text)> Texts(CharterForm form, Func<string, string> say) =>
    [
        ("Name", form.Title ?? ""), ("What is it for?", form.Purpose ?? ""), ("Who is it for?", form.WhoFor ?? ""),
        ("Who may see it?", say(form.Openness.ToString())), ("Stage", say(form.Stage.ToString())), ("Charter", form.Charter ?? ""),
        ("Criteria for promotion", form.Criteria ?? ""), ("Approvals needed", $"{form.ApprovalsNeeded}"), ("Days for a review", $"{form.ReviewDays}"),
        ("Days until it is verified again", $"{form.VerifyDays}"), ("Rhythm", form.Rhythm ?? ""), ("Topics", form.Topics ?? ""),
    ];

    private static string Plain(string text) => text.ReplaceLineEndings("\n").Trim();
}
