using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Practices.Features.Revisions;

public sealed class CompareModel(HubDb db, CurrentMember me) : PageModel
{
    public Card Card { get; private set; } = null!;

    public VersionRow Before { get; private set; } = null!;

    public VersionRow After { get; private set; } = null!;

    public IReadOnlyList<FieldComparison> Fields { get; private set; } = [];

    /// <param name="a">The number of the older version; the one before the newest unless given.</param>
    /// <param name="b">The number of the other; the newest unless given.</param>
    public async Task<IActionResult> OnGetAsync(string slug, int? a, int? b, CancellationToken ct)
    {
        if (await db.PracticeAt(slug, me).FirstOrDefaultAsync(ct) is not { } card)
        {
            return NotFound();
        }

        var versions = await db.VersionsOfAsync(card, me, ct);
        var after = b is null ? versions.FirstOrDefault() : versions.Find(v => v.Number == b);
        var before = a is null ? versions.Find(v => v.Number < after?.Number) ?? after : versions.Find(v => v.Number == a);
        if (before is null || after is null)
        {
            return NotFound();
        }

        (Card, Before, After) = (card, before, after);
        var ids = new[] { before.VersionId, after.VersionId };
        var documents = await db.Versions.Where(v => ids.Contains(v.VersionId)).ToDictionaryAsync(v => v.VersionId, v => v.Document, ct);
        Fields = PracticeComparison.Of(ContentItem.Parse(documents[before.VersionId]), ContentItem.Parse(documents[after.VersionId]));
        return Page();
    }
}
