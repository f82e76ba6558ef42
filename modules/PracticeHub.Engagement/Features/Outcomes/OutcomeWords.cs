using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Engagement.Features.Outcomes;

/// <summary>How verdicts are said, and of what one may be asked for.</summary>
internal static class OutcomeWords
{
    public static readonly Verdict[] All = [Verdict.Worked, Verdict.Partly, Verdict.NotWorked];

    extension(IStringLocalizer<Startup> words)
    {
        public LocalizedString Button(Verdict verdict) => verdict switch
        {
            Verdict.Worked => words["It worked"],
            Verdict.Partly => words["Partly"],
            _ => words["It did not"],
        };

        public LocalizedString Told(string? verdict) => verdict switch
        {
            nameof(Verdict.Worked) => words["It worked"],
            nameof(Verdict.Partly) => words["It worked partly"],
            _ => words["It did not work"],
        };
    }

    /// <summary>Readers are asked about what can be tried: practices and resources, once they are published.</summary>
    public static bool CanBeTried(Card card) => card is { Kind: "Practice" or "Resource", State: CardState.Published };
}
