using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.Looks;

[Needs("ManageThemes")]
public sealed class ThemesModel(HubDb db, Hub hub, CurrentMember me, TimeProvider clock) : PageModel
{
    public IEnumerable<ModuleInfo> Themes => hub.Catalog.Themes;

    public bool IsChosen(ModuleInfo theme) => hub.State.Site.Theme == theme.Id;

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (Themes.All(theme => theme.Id != id))
        {
            return this.Refused(new Refusal("unknown-theme", "There is no such theme."));
        }

        await db.MergeSettingsAsync(SiteSettings.Section, new() { [nameof(SiteSettings.Theme)] = id }, ct);
        db.RecordForHub("theme.chosen", me.RequiredId, clock.GetUtcNow(), id, new HubChange("Theme", hub.State.Site.Theme, id));
        await db.SaveChangesAsync(ct);
        await hub.ReloadAsync(ct);
        return RedirectToPage();
    }
}
