using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Accounts.Features.Account;

/// <summary>In which zone and language a person reads the hub.</summary>
public sealed record ReadingForm
{
    [StringLength(64, ErrorMessage = "Keep this under {1} characters.")]
    public string? TimeZone { get; init; }

    [StringLength(20, ErrorMessage = "Keep this under {1} characters.")]
    public string? Culture { get; init; }
}

[Authorize]
public sealed class AccountModel(HubDb db, CurrentMember me, IOptions<RequestLocalizationOptions> languages, IStringLocalizer<Startup> words) : PageModel
{
    [BindProperty]
    public ReadingForm Reading { get; set; } = new();

    [TempData]
    public bool IsSaved { get; set; }

    public IEnumerable<string> Zones => TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public IEnumerable<CultureInfo> Cultures => languages.Value.SupportedUICultures ?? [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        var user = await db.Users.AsNoTracking().SingleAsync(u => u.Id == me.RequiredId, ct);
        Reading = new() { TimeZone = user.TimeZone, Culture = user.Culture };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var (zone, culture) = (Reading.TimeZone?.Trim() ?? "", Reading.Culture ?? "");
        if (zone.Length > 0 && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            ModelState.AddModelError("Reading.TimeZone", words["There is no such time zone. Choose one from the list, like Europe/Lisbon."]);
        }

        if (culture.Length > 0 && Cultures.All(c => c.Name != culture))
        {
            ModelState.AddModelError("Reading.Culture", words["The hub does not speak this language."]);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var user = await db.Users.SingleAsync(u => u.Id == me.RequiredId, ct);
        (user.TimeZone, user.Culture) = (zone, culture);
        await db.SaveChangesAsync(ct);
        IsSaved = true;
        return RedirectToPage();
    }
}
