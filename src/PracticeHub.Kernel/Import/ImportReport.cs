namespace PracticeHub.Kernel.Import;

/// <summary>Something that an import left out, or did in a way worth telling.</summary>
/// <param name="Place">The file, with the line where there is one: <c>list.md:42</c>.</param>
public sealed record ImportRemark(string Place, string Reason);

/// <summary>What an import did.</summary>
public sealed class ImportReport
{
    private readonly List<ImportRemark> _skipped = [];
    private readonly List<ImportRemark> _notes = [];

    public int Taken { get; internal set; }
    public int Updated { get; internal set; }
    public int Unchanged { get; internal set; }
    /// <summary>What was left out, and why.</summary>
    public IReadOnlyList<ImportRemark> Skipped => _skipped;
    /// <summary>What was taken, but not as it stood: merged with another one, cut, guessed.</summary>
    public IReadOnlyList<ImportRemark> Notes => _notes;

    public void Skip(string place, string reason) => _skipped.Add(new(place, reason));

    public void Note(string place, string reason) => _notes.Add(new(place, reason));

    public void Print(TextWriter to)
    {
        to.WriteLine($"{Taken,7} taken");
        to.WriteLine($"{Updated,7} updated");
        to.WriteLine($"{Unchanged,7} unchanged");
        Print(to, "skipped", _skipped);
        Print(to, "noted", _notes);
    }

    private static void Print(TextWriter to, string what, List<ImportRemark> remarks)
    {
        to.WriteLine($"{remarks.Count,7} {what}");
        foreach (var remark in remarks)
        {
            to.WriteLine($"        {remark.Place}: {remark.Reason}");
        }
    }
}
