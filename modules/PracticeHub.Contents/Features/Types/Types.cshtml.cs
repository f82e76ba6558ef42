using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Contents.Features.Writing;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Types;

[Needs("EditContentTypes")]
public sealed class TypesModel(HubDb db, TypeWriter writer, SettingBook book, CurrentHub hub, Hub running, CurrentMember me, TimeProvider clock) : PageModel
{
    private Dictionary<string, int> _items = [];

    [BindProperty]
    public string? Name { get; set; }

    [BindProperty]
    public string? DisplayName { get; set; }

    public IEnumerable<TypeDefinition> Types => hub.State.Definitions.Types.OrderBy(t => t.DisplayName, StringComparer.CurrentCulture);

    /// <summary>What the type is made of, in words.</summary>
    public string PartsOf(TypeDefinition type) => string.Join(", ", type.Parts.OrderBy(p => p.Rank).Select(p => p.Label is { Length: > 0 } label ? label : book.Part(p.PartName, type.Name).Name).Distinct());

    public string? StereotypeOf(TypeDefinition type) => type.Stereotype is { } name ? book.Stereotypes.FirstOrDefault(s => s.Value == name).Label ?? name : null;

    public int ItemsOf(TypeDefinition type) => _items.GetValueOrDefault(type.Name);

    public bool IsWritten(TypeDefinition type) => ItemEditor.IsWritten(hub, type);

    public Task OnGetAsync(CancellationToken ct) => CountAsync(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await writer.CreateAsync(Name, DisplayName, ct) is { } refusal)
        {
            await CountAsync(ct);
            return this.Refused(refusal);
        }

        db.RecordForHub("type.created", me.RequiredId, clock.GetUtcNow(), Name!);
        await db.SaveChangesAsync(ct);
        await running.ReloadAsync(ct);
        return Redirect("/admin/types/" + Name);
    }

    private async Task CountAsync(CancellationToken ct) =>
        _items = await db.Cards.GroupBy(c => c.Kind).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, ct);
}
