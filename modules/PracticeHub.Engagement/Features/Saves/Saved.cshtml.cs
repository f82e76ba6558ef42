using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Engagement.Features.Saves;

[Authorize]
public sealed class SavedModel(HubDb db, CurrentMember me) : PageModel
{
    public CardPage Saved { get; private set; } = CardPage.Empty;

    public async Task OnGetAsync(string? after, CancellationToken ct)
    {
        var id = me.RequiredId;
        var mine = db.Keepsakes.Where(k => k.UserId == id).Select(k => k.ItemId);
        Saved = await CardPage.ReadAsync(db.Cards.VisibleTo(me).Where(c => mine.Contains(c.ItemId)), PageMark.Parse(after), ct);
    }
}
