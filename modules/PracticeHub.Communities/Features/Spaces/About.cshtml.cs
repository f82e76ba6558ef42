using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Communities.Features.Spaces;

/// <summary>The charter of a community, its criteria, its rhythm, and who leads it.</summary>
public sealed class AboutModel(HubDb db, SpaceReader spaces) : PageModel
{
    public Space Space { get; private set; } = null!;
    public SanitizedHtml Html { get; private set; } = SanitizedHtml.Empty;

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await spaces.AtAsync(slug, ct) is not { } space)
        {
            return NotFound();
        }

        Space = space with { Tab = Space.AboutTab };
        Html = SanitizedHtml.FromTrustedStore(await db.Renderings.Where(r => r.ItemId == space.Id).Select(r => r.Html).FirstOrDefaultAsync(ct) ?? "");
        return Page();
    }
}
