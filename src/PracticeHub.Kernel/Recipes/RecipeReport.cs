using PracticeHub.Kernel.Activity;

namespace PracticeHub.Kernel.Recipes;

/// <summary>What a recipe did to one sort of thing.</summary>
public enum RecipeChange { Added, Changed, Unchanged }

/// <summary>What became of something that has no meaning in this hub.</summary>
public enum RecipeFate
{
    /// <summary>It is stored, and an export gives it back.</summary>
    Kept,
    /// <summary>It is gone.</summary>
    LeftOut,
}

/// <summary>How many things of one sort were added, changed, and found to be so already.</summary>
public readonly record struct RecipeTally(int Added, int Changed, int Unchanged)
{
    public int All => Added + Changed + Unchanged;

    internal RecipeTally With(RecipeChange change, int count) => change switch
    {
        RecipeChange.Added => this with { Added = Added + count },
        RecipeChange.Changed => this with { Changed = Changed + count },
        _ => this with { Unchanged = Unchanged + count },
    };
}

/// <summary>Something that was kept or left out.</summary>
/// <param name="Step">The name of the step that carried it.</param>
/// <param name="What">Its name there.</param>
/// <param name="Why">English, a full sentence; the localizer's key.</param>
public sealed record RecipeNote(string Step, RecipeFate Fate, string What, string Why);

/// <summary>What became of everything that a recipe carries: nothing is dropped in silence.</summary>
public sealed class RecipeReport
{
    /// <summary>More notes than a person reads are only counted.</summary>
    public const int MostNotes = 500;
    private const int MostSums = 60;

    private readonly SortedDictionary<string, RecipeTally> _tallies = new(StringComparer.Ordinal);
    private readonly HashSet<RecipeNote> _seen = [];
    private readonly List<RecipeNote> _notes = [];

    public IReadOnlyDictionary<string, RecipeTally> Tallies => _tallies;

    /// <summary>Each once, in the order in which they were met.</summary>
    public IReadOnlyList<RecipeNote> Notes => _notes;

    /// <summary>How many notes there are beyond <see cref="MostNotes"/>.</summary>
    public int NotesBeyond { get; private set; }

    /// <summary>The sums for the audit trail: what was added, changed, and as it was.</summary>
    internal IEnumerable<HubChange> Changes => _tallies.Take(MostSums).Select(sum => new HubChange(sum.Key, null, $"+{sum.Value.Added} ~{sum.Value.Changed} ={sum.Value.Unchanged}"));

    internal void Count(string what, RecipeChange change, int count) =>
        _tallies[what] = _tallies.GetValueOrDefault(what).With(change, count);

    internal void Note(RecipeNote note)
    {
        if (_notes.Count >= MostNotes)
        {
            NotesBeyond++;
        }
        else if (_seen.Add(note))
        {
            _notes.Add(note);
        }
    }
}
