using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Practices.Features.Practices;

public sealed class PracticeModel(ItemReader items, CurrentMember me, TimeProvider clock, IStringLocalizer<Startup> words) : PageModel
{
    public ItemView Item { get; private set; } = null!;

    public IReadOnlyList<PathStep> Path { get; private set; } = [];

    public IEnumerable<AroundRow> Sources => Item.Around["source"];

    public IEnumerable<AroundRow> Uses => Item.Around["use"];

    public IEnumerable<AroundRow> People => Item.Around[PracticeAround.Person].DistinctBy(p => p.Key).OrderBy(p => p.Number).Take(5);

    public AroundRow? NewerDraft => MayEdit ? Item.Around[PracticeAround.Draft].FirstOrDefault() : null;

    public bool MayEdit => me.MayEdit(Item.Card);

    public bool IsDue => Item.Card.VerifiedUntilUtc < clock.GetUtcNow();

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await items.AtAsync($"practices/{slug}", ct) is not { } item)
        {
            return NotFound();
        }

        // An item from elsewhere may have an address like this.
        if (item.Card.Kind != PracticePart.ContentType)
        {
            return Redirect($"/{ContentKinds.DefinedPrefix}/{item.Card.ItemId}");
        }

        Item = item;
        Path = PracticePath.Of(item, words);
        return Page();
    }
}
