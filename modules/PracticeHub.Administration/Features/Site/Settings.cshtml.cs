using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.Site;

public sealed record SiteForm
{
    [Required(ErrorMessage = "Type the name of the hub."), StringLength(100, ErrorMessage = "Keep this under {1} characters.")]
    public string SiteName { get; init; } = "";

    [StringLength(500, ErrorMessage = "Keep this under {1} characters.")]
    public string? BaseUrl { get; init; }

    [Required(ErrorMessage = "Choose a time zone.")]
    public string TimeZoneId { get; init; } = "";

    public string? Culture { get; init; }

    /// <summary>The address of the item that is the home page, without the hub's own; empty for the front page.</summary>
    [StringLength(1000, ErrorMessage = "Keep this under {1} characters.")]
    public string? Home { get; init; }
}

[Needs("ManageSettings")]
public sealed class SettingsModel(HubDb db, Hub hub, CurrentMember me, TimeProvider clock, IOptions<RequestLocalizationOptions> languages) : PageModel
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private SiteSettings Site => hub.State.Site;

    [BindProperty]
    public SiteForm Form { get; set; } = new();

    [TempData]
    public bool IsSaved { get; set; }

    public IEnumerable<string> Zones => TimeZoneInfo.GetSystemTimeZones().Select(z => z.Id).Where(id => id.Contains('/', StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    public IEnumerable<CultureInfo> Cultures => languages.Value.SupportedUICultures ?? [];

    /// <summary>Settings of other sites that have no effect here, and that an export gives back.</summary>
    public IEnumerable<(string Name, string Json)> Kept
    {
        get
        {
            var used = SiteSettings.Sections.Concat(hub.Catalog.Contributions<SettingSection>().Select(c => ((SettingSection)c.Value!).Name)).ToHashSet();
            var single = new JsonObject((hub.State.Settings.GetValueOrDefault(SiteSettings.Section) ?? []).Where(p => !SiteSettings.Texts.Contains(p.Key)).Select(p => KeyValuePair.Create(p.Key, p.Value?.DeepClone())));
            var sections = hub.State.Settings.Where(s => !used.Contains(s.Key)).OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => (s.Key, s.Value.ToJsonString(Readable)));
            return single.Count == 0 ? sections : sections.Prepend((SiteSettings.Section, single.ToJsonString(Readable)));
        }
    }

    public async Task OnGetAsync(CancellationToken ct)
    {
        var home = Site.HomeItemId is { } id ? await db.Cards.Where(card => card.ItemId == id).Select(card => card.Path).SingleOrDefaultAsync(ct) : null;
        Form = new() { SiteName = Site.SiteName, BaseUrl = Site.BaseUrl, TimeZoneId = Site.TimeZoneId, Culture = Site.DefaultCulture, Home = home is null ? "" : "/" + home };
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var home = (Form.Home ?? "").Trim().Trim('/');
        var card = home.Length == 0 ? null : await db.Cards.AsNoTracking().SingleOrDefaultAsync(c => c.Path == home, ct);
        Check(home, card);
        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        await db.MergeSettingsAsync(SiteSettings.Section, new()
        {
            [nameof(SiteSettings.SiteName)] = Form.SiteName.Trim(), [nameof(SiteSettings.BaseUrl)] = Form.BaseUrl?.Trim() ?? "", [nameof(SiteSettings.TimeZoneId)] = Form.TimeZoneId,
        }, ct);
        await db.MergeSettingsAsync(SiteSettings.LanguageSection, new() { [nameof(SiteSettings.DefaultCulture)] = Form.Culture ?? "" }, ct);
        await db.PutDocumentAsync(HubDocument.Setting, SiteSettings.HomeSection, card is null ? [] : SiteSettings.HomeRoute(card.ItemId), ct);
        db.RecordForHub("settings.changed", me.RequiredId, clock.GetUtcNow(), Form.SiteName.Trim(), db.DocumentChanges());
        await db.SaveChangesAsync(ct);
        await hub.ReloadAsync(ct);
        IsSaved = true;
        return RedirectToPage();
    }

    private void Check(string home, Card? card)
    {
        if (Form.BaseUrl?.Trim() is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "https" or "http" && uri is { Query: "", Fragment: "", UserInfo: "" }))
        {
            this.Refuse("Form.BaseUrl", new("bad-address", "Type the whole address, as https://hub.example.org."));
        }

        // An empty one is refused already, and comes as null.
        if (Form.TimeZoneId is { Length: > 0 } zone && !TimeZoneInfo.TryFindSystemTimeZoneById(zone, out _))
        {
            this.Refuse("Form.TimeZoneId", new("bad-zone", "There is no such time zone. Choose one from the list, like Europe/Lisbon."));
        }

        if (!string.IsNullOrEmpty(Form.Culture) && Cultures.All(culture => culture.Name != Form.Culture))
        {
            this.Refuse("Form.Culture", new("bad-language", "The hub does not speak this language."));
        }

        if (home.Length > 0 && (card is null || card.State is not CardState.Published))
        {
            this.Refuse("Form.Home", new("no-home", "Nothing that is published has this address."));
        }
        else if (card is not null && hub.Catalog.Contributions<ContentKind>().Any(kind => ((ContentKind)kind.Value!).Type == card.Kind))
        {
            this.Refuse("Form.Home", new("no-home-kind", "Only an item of a content type that was made here or brought in can be the home page."));
        }
    }
}
