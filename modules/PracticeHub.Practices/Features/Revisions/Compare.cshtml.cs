using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Practices.Features.Practices;

namespace PracticeHub.Practices.Features.Revisions;

public sealed class CompareModel(HubDb db, CurrentMember me, IStringLocalizer<Startup> words) : PageModel
{
    public Card Card { get; private set; } = null!;

    public VersionPair Pair { get; private set; } = null!;

    public IReadOnlyList<FieldComparison> Fields { get; private set; } = [];

    /// <inheritdoc cref="VersionPair.Of"/>
    public async Task<IActionResult> OnGetAsync(string slug, int? a, int? b, CancellationToken ct)
    {
        if (await db.PracticeAt(slug, me).FirstOrDefaultAsync(ct) is not { } card)
        {
            return NotFound();
        }

        if (VersionPair.Of(await db.VersionsOfAsync(card.ItemId, me.MayEdit(card), ct), a, b) is not { } pair)
        {
            return NotFound();
        }

        (Card, Pair) = (card, pair);
        var (before, after) = await db.ReadAsync(pair, ct);
        Fields = PracticeComparison.Of(before, after, words);
        return Page();
    }
}
