using System.ComponentModel.DataAnnotations;
using PracticeHub.Kernel.Content;

namespace PracticeHub.WorkLogs.Features.Log;

/// <summary>What the composer shows and sends. The front page renders <c>_LogComposer</c> with a null model: an empty box.</summary>
public sealed class LogComposer
{
    public const int MaxLength = 100_000;

    [Required(ErrorMessage = "Write a few words first."), StringLength(MaxLength, ErrorMessage = "This is longer than 100,000 characters: share it as a file, or split it.")]
    public string Markdown { get; set => field = value?.ReplaceLineEndings("\n") ?? ""; } = "";

    /// <summary>Where it stands; empty for no community.</summary>
    public string? CommunityId { get; set; }

    public Audience? Audience { get; set; }

    public string? Topics { get; set; }

    /// <summary>Made anew with each empty box: the same text sent twice with one key is one entry.</summary>
    public string? Key { get; set; }
}
