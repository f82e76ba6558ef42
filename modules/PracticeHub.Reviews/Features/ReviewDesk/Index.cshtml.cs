using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;
using PracticeHub.Reviews.Features.ReviewRequests;

namespace PracticeHub.Reviews.Features.ReviewDesk;

[Authorize]
public sealed class IndexModel(DeskReader desk, CurrentMember me, MarkdownRenderer markdown) : PageModel
{
    public IReadOnlyList<DeskRow> Queue { get; private set; } = [];

    /// <summary>The request that is open; null when nothing waits.</summary>
    public ReviewView? Open { get; private set; }

    public async Task<IActionResult> OnGetAsync(string? id, CancellationToken ct)
    {
        Queue = await desk.QueueAsync(ct);
        var chosen = id ?? Queue.FirstOrDefault(r => r.Kind != DeskRow.Verify)?.Key;
        if (chosen is not null && await desk.FindAsync(chosen, ct) is { } found)
        {
            Open = ReviewView.Of(found, me, markdown) with { IsOnDesk = true };
        }

        return id is not null && Open is null ? NotFound() : Page();
    }
}
