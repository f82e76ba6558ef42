using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.Switches;

[Needs("ManageFeatures")]
public sealed class FeaturesModel(HubDb db, Hub hub, FeatureSwitch features, CurrentMember me, TimeProvider clock) : PageModel
{
    public IEnumerable<ModuleInfo> Shown => hub.Catalog.Modules.Where(m => !m.IsTheme);

    public bool IsOn(ModuleInfo feature) => hub.State.IsEnabled(feature.Id);

    /// <summary>What else changes with the switch: what needs it when it goes, what it needs when it comes.</summary>
    public IReadOnlyList<ModuleInfo> GoingWith(ModuleInfo feature) => IsOn(feature)
        ? [.. hub.Catalog.Dependents(feature).Where(IsOn)]
        : [.. hub.Catalog.WithDependencies(feature).Where(m => m != feature && !IsOn(m))];

    public async Task<IActionResult> OnPostOnAsync(string id, CancellationToken ct) =>
        await DoneAsync("feature.enabled", id, features.EnableAsync, ct);

    public async Task<IActionResult> OnPostOffAsync(string id, CancellationToken ct) =>
        await DoneAsync("feature.disabled", id, features.DisableAsync, ct);

    private async Task<IActionResult> DoneAsync(string verb, string id, Func<string, CancellationToken, Task<Refusal?>> change, CancellationToken ct)
    {
        if (await change(id, ct) is { } refusal)
        {
            return this.Refused(refusal);
        }

        var others = GoingWith(hub.Catalog.Find(id)!).Select(other => other.Id);
        db.RecordForHub(verb, me.RequiredId, clock.GetUtcNow(), id, new HubChange("Along with it", null, string.Join(", ", others) is { Length: > 0 } all ? all : null));
        await db.SaveChangesAsync(ct);
        await hub.ReloadAsync(ct);
        return RedirectToPage(null, null, null, id);
    }
}
