using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace PracticeHub.Reviews.Features.ReviewDesk;

[Authorize]
public sealed class IndexModel(ReviewTools tools) : PageModel
{
    public Desk Desk { get; private set; } = null!;

    /// <summary>The request that is open; null when nothing waits.</summary>
    public ReviewView? Open { get; private set; }

    /// <summary>On a phone the list is a step of its own, unless one of it was chosen.</summary>
    public bool IsChosen { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? id, CancellationToken ct)
    {
        IsChosen = id is not null;
        (var open, Desk) = await tools.FindAsync(id, ct);
        Open = open is null ? null : open with { IsOnDesk = true };
        return IsChosen && Open is null ? NotFound() : Page();
    }
}
