namespace PracticeHub.Kernel.Content;

/// <summary>The last row of a page of a list that is sorted by name.</summary>
/// <param name="Rank">What such a list sorts by before the name; 0 where there is nothing.</param>
public sealed record NameMark(int Rank, string Name, string Id)
{
    private const char Between = '~';

    public override string ToString() => $"{Rank}{Between}{Id}{Between}{Name}";

    /// <summary>Null for anything that is not a mark: the list then begins at its beginning.</summary>
    public static NameMark? Parse(string? text)
    {
        var parts = text is { Length: <= 600 } ? text.Split(Between, 3) : [];
        return parts.Length == 3 && int.TryParse(parts[0], out var rank) ? new(rank, parts[2], parts[1]) : null;
    }
}
