namespace PracticeHub.Benchmarks.Reports;

/// <summary>The report by its parts: a run writes anew what it has measured, and the rest stays.</summary>
/// <param name="Besides">What people have measured by other commands and written below.</param>
internal sealed record ReportFile(string Pages, string Workflows, string Besides)
{
    public const string WorkflowsHeading = "\n## Workflows\n";
    private const string BesidesHeading = "\n## Measured besides\n";

    public static async Task<ReportFile> ReadAsync(string path, CancellationToken ct) => Parse(File.Exists(path) ? await File.ReadAllTextAsync(path, ct) : "");

    public static ReportFile Parse(string text)
    {
        var besides = IndexOf(text, BesidesHeading);
        var workflows = IndexOf(text[..besides], WorkflowsHeading);
        return new(text[..workflows], text[workflows..besides], text[besides..]);
    }

    public override string ToString() => Pages + Workflows + Besides;

    private static int IndexOf(string text, string heading) => text.IndexOf(heading, StringComparison.Ordinal) is var at and >= 0 ? at : text.Length;
}
