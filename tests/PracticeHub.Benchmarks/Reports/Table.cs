using System.Text;

namespace PracticeHub.Benchmarks.Reports;

/// <summary>A Markdown table: a text column on the left for each plain heading, numbers on the right.</summary>
internal sealed class Table
{
    private readonly StringBuilder _text = new();

    public Table(IReadOnlyCollection<string> words, IReadOnlyCollection<string> numbers)
    {
        Row([.. words, .. numbers]);
        Row([.. words.Select(_ => "---"), .. numbers.Select(_ => "---:")]);
    }

    public void Row(params IEnumerable<string> cells) =>
        _text.Append("| ").AppendJoin(" | ", cells.Select(cell => cell.Replace("|", "\\|", StringComparison.Ordinal))).Append(" |\n");

    public override string ToString() => _text.ToString();
}
