using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Furnishing;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Menus;

/// <summary>The menus that people have written: which there are, which is the site's, and the way to a first one.</summary>
[Needs("EditContent")]
public sealed class MenusModel(HubDb db, ContentStore store, Hub hub, CurrentMember me, ActivityPump pump, TimeProvider clock) : PageModel
{
    private const string MenuType = "Menu";
    private const string Entries = "MenuItemsListPart";
    private const int Most = 200;

    [BindProperty]
    [StringLength(200, ErrorMessage = "Keep this under {1} characters.")]
    public string? Title { get; set; }

    [TempData]
    public bool IsSaved { get; set; }

    public IReadOnlyList<Card> Menus { get; private set; } = [];

    public string? MainMenu => hub.State.Furnishing.MainMenu;

    /// <summary>Whether menus can be written here: their type may have been taken away.</summary>
    public bool HasType => hub.State.Definitions.Type(MenuType)?.Has(Entries) is true;

    /// <summary>The menu as readers get it; null as long as it is not published for everyone.</summary>
    public SiteMenu? ShownOf(Card menu) => hub.State.Furnishing.Menus.GetValueOrDefault(menu.ItemId);

    public Task OnGetAsync(CancellationToken ct) => LoadAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!HasType)
        {
            return NotFound();
        }

        if (string.IsNullOrWhiteSpace(Title))
        {
            this.Refuse(nameof(Title), new("no-title", "Give the menu a name."));
        }

        if (!ModelState.IsValid)
        {
            await LoadAsync(ct);
            return this.Invalid();
        }

        var menu = NewMenu(Title!.Trim());
        if (await store.PublishAsync(menu, this.WriterOf(me), ct) is { } refusal)
        {
            await LoadAsync(ct);
            return this.Refused(refusal, nameof(Title));
        }

        await db.SaveChangesAsync(ct);
        await hub.FollowAsync(ct);
        pump.Wake();
        return Redirect($"/{ContentKinds.DefinedPrefix}/{menu.Id}/edit");
    }

    /// <summary>Makes a menu the site's.</summary>
    public async Task<IActionResult> OnPostChooseAsync(string? id, CancellationToken ct)
    {
        if (id is null || !hub.State.Furnishing.Menus.TryGetValue(id, out var menu))
        {
            return NotFound();
        }

        await db.MergeSettingsAsync(SiteMenu.Section, new() { [SiteMenu.Chosen] = id }, ct);
        db.RecordForHub("menu.chosen", me.RequiredId, clock.GetUtcNow(), menu.Title, db.DocumentChanges());
        await db.SaveChangesAsync(ct);
        await hub.ReloadAsync(ct);
        IsSaved = true;
        return RedirectToPage();
    }

    /// <summary>The first one is the site's as in Orchard Core, by its alias.</summary>
    private ContentItem NewMenu(string title)
    {
        var menu = store.New(MenuType, this.WriterOf(me));
        menu.DisplayText = title;
        menu.Put(new TitlePart(title));
        menu.Document["MenuPart"] = new JsonObject();
        menu.Document[Entries] = new JsonObject { ["MenuItems"] = new JsonArray() };
        if (hub.State.Furnishing.Menus.Values.All(other => other.Alias != SiteMenu.MainAlias))
        {
            menu.Document["AliasPart"] = new JsonObject { ["Alias"] = SiteMenu.MainAlias };
        }

        return menu;
    }

    private async Task LoadAsync(CancellationToken ct)
    {
        var kinds = hub.State.Definitions.Types.Where(type => type.Has(Entries) && type.Stereotype is null).Select(type => type.Name).Append(MenuType).ToList();
        Menus = await db.Cards.VisibleTo(me).Where(c => kinds.Contains(c.Kind)).OrderBy(c => c.Title).ThenBy(c => c.ItemId).Take(Most).AsNoTracking().ToListAsync(ct);
    }
}
