using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>Steps of a path that follow each other; turns that came and went are folded, so that the deeds between them can be seen.</summary>
public sealed record PathRun(IReadOnlyList<PathStep> Steps)
{
    private const int MostShown = 3;

    public bool IsFolded => Steps.Count > MostShown && Steps.All(IsTurn);
    public int Ended => Steps.Count(s => s.Deed is nameof(ReviewDeed.TurnEnded));

    public static IEnumerable<PathRun> Of(IEnumerable<PathStep> steps)
    {
        var run = new List<PathStep>();
        foreach (var step in steps)
        {
            if (run.Count > 0 && IsTurn(run[^1]) != IsTurn(step))
            {
                yield return new(run);
                run = [];
            }

            run.Add(step);
        }

        yield return new(run);
    }

    private static bool IsTurn(PathStep step) => step.Deed is nameof(ReviewDeed.Asked) or nameof(ReviewDeed.TurnEnded);
}
