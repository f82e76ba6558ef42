using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Content;

/// <summary>One field in two versions.</summary>
/// <param name="Label">In the reader's language.</param>
public sealed record FieldComparison(string Label, string Before, string After)
{
    public bool IsSame => Before == After;
    public IReadOnlyList<DiffRun> Runs { get; } = WordDiff.Between(Before, After);

    /// <summary>Those that are filled in on either side.</summary>
    public static IReadOnlyList<FieldComparison> Of(IEnumerable<(string Label, string Text)> before, IEnumerable<(string Label, string Text)> after) =>
        [.. before.Zip(after, (b, a) => new FieldComparison(b.Label, b.Text, a.Text)).Where(f => f.Before.Length + f.After.Length > 0)];
}
