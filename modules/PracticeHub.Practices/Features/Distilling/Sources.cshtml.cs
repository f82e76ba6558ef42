using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PracticeHub.Practices.Features.Distilling;

/// <summary>What is found while typing; what was chosen already stays on top.</summary>
[Authorize]
public sealed class SourcesModel(PracticeSources sources) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public SourcesForm Form { get; set; } = new();

    public IReadOnlyList<SourceChoice> Choices { get; private set; } = [];

    public async Task OnGetAsync(string? find, CancellationToken ct)
    {
        var chosen = await sources.ByIdAsync(Form.DistilledFrom.Concat(Form.Cites), ct);
        var found = await sources.FindAsync(find, ct);
        Choices = [.. chosen.UnionBy(found, choice => choice.Id)];
    }
}

public sealed class SourcesForm
{
    public List<string> DistilledFrom { get; set; } = [];
    public List<string> Cites { get; set; } = [];
}
