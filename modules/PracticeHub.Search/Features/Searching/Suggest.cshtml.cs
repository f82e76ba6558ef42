using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Search.Features.Searching;

/// <summary>What the search box shows while somebody types.</summary>
public sealed class SuggestModel(Searcher searcher, CurrentHub hub, IStringLocalizerFactory words) : PageModel
{
    public IReadOnlyList<Suggestion> Suggestions { get; private set; } = [];

    public string? Q { get; private set; }

    public async Task OnGetAsync(string? q, CancellationToken ct) => (Q, Suggestions) = (q, await searcher.SuggestAsync(q, ct));

    public ContentKind? KindOf(string type) => hub.KindOf(type);

    public string LabelOf(ContentKind kind) => words.Create(kind.Words)[kind.Label];
}
