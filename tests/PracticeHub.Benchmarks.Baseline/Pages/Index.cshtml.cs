using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PracticeHub.Benchmarks.Baseline.Pages;

public sealed class IndexModel : PageModel
{
    private static readonly Row[] Held = [.. Enumerable.Range(1, 20).Select(Row.Create)];

    public IReadOnlyList<Row> Rows => Held;
}
