using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Search.Features.Searching;

public sealed class IndexModel(Searcher searcher, CurrentHub hub, IStringLocalizerFactory words) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public SearchFilter Filter { get; set; } = new();

    public SearchResults Results { get; private set; } = SearchResults.None;

    public bool IsAsked => !string.IsNullOrWhiteSpace(Filter.Q);

    public bool HasNext => Results.Total > Math.Max(Filter.Page ?? 1, 1) * SearchResults.Size;

    public async Task OnGetAsync(CancellationToken ct) => Results = await searcher.FindAsync(Filter, ct);

    public ContentKind? KindOf(string type) => hub.KindOf(type);

    public string LabelOf(string type) => KindOf(type) is { } kind ? words.Create(kind.Words)[kind.Label] : type;

    public bool Has(string feature) => hub.State.IsEnabled(feature);
}
