using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Resources.Features.Share;

/// <summary>While an address is typed: whether somebody has shared it already. A fragment for htmx.</summary>
[Authorize]
public sealed class TwinOfModel(ResourceWriter writer) : PageModel
{
    public Card? Twin { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? url, string? except, CancellationToken ct)
    {
        Twin = await writer.TwinOfAsync(url, except, ct);
        return Page();
    }
}
