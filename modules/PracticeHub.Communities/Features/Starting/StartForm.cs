using System.ComponentModel.DataAnnotations;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Starting;

/// <summary>All that is asked before a community stands; the rest comes from its template and can be changed.</summary>
public sealed class StartForm
{
    [Required(ErrorMessage = "Choose how to begin.")]
    public string? Template { get; set; }

    [Required(ErrorMessage = "Give it a name."), StringLength(120, ErrorMessage = "Keep the name under {1} characters.")]
    public string? Title { get; set; }

    [Required(ErrorMessage = "Say in a sentence or two what it is for."), StringLength(1000, ErrorMessage = "Keep the purpose under {1} characters.")]
    public string? Purpose { get; set; }

    [StringLength(500, ErrorMessage = "Keep this under {1} characters.")]
    public string? WhoFor { get; set; }

    public Openness Openness { get; set; }

    [StringLength(500, ErrorMessage = "Keep this under {1} characters.")]
    public string? Topics { get; set; }
}
