using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Types;

[Needs("EditContentTypes")]
public sealed class TypeModel(HubDb db, TypeWriter writer, SettingBook book, Reprojection reprojection, Hub hub, CurrentMember me, TimeProvider clock) : PageModel
{
    /// <summary>More items than this are not shown anew while somebody waits for the page.</summary>
    private const int MostRebuilt = 2000;
    private const int MostTrees = 100;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private List<(string Id, string Title)> _trees = [];

    [FromRoute]
    public string? Name { get; set; }

    /// <summary>How many items were left to be shown anew after the last change.</summary>
    [BindProperty(SupportsGet = true, Name = "left")]
    public int? Rebuilt { get; set; }

    /// <summary>Whose settings are open: a part's key, or a part's name, a point and a field's key.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Open { get; set; }

    [TempData]
    public bool IsSaved { get; set; }

    public TypeDefinition Definition { get; private set; } = null!;

    public int Items { get; private set; }

    public SettingBook Book => book;

    public IEnumerable<string> Kinds => hub.Catalog.Contributions<FieldType>().Select(c => ((FieldType)c.Value!).Name);

    /// <summary>Parts that one may add: those that the form of an item asks for. What only pages of a module write is not among them.</summary>
    public IEnumerable<string> OtherParts => TypeWriter.Parts.Concat(hub.State.Definitions.Parts.Where(p => p.Fields.Count > 0).Select(p => p.Name)).Distinct().Where(part => !Definition.Has(part));

    public IReadOnlyList<PartField> FieldsOf(TypePart part) => [.. hub.State.Definitions.Part(part.PartName)?.Fields.OrderBy(f => f.Rank) ?? Enumerable.Empty<PartField>()];

    public IReadOnlyList<Setting> SettingsOf(TypePart part) => book.Of(part, Definition.Name);

    public IReadOnlyList<Setting> SettingsOf(PartField field) => book.Of(field, _trees);

    /// <summary>What was typed into a form of the page and refused.</summary>
    public string? Typed(string handler, string input) => IsRefused(handler, null, null) ? Request.Form[input].ToString() : null;

    /// <summary>The settings as their controls show them: what was typed where that was refused, or else what is.</summary>
    /// <param name="id">Begins the ids of the controls.</param>
    public IEnumerable<ShownSetting> Shown(IReadOnlyList<Setting> settings, JsonObject stored, string id, string part, string? field) => settings.Select(setting => new ShownSetting(
        setting, id, IsRefused(field is null ? "SavePart" : "SaveField", part, field) ? [.. Request.Form[setting.Input].OfType<string>()] : setting.Shown(stored)));

    /// <summary>The settings of its kind that have no control, as JSON.</summary>
    public string MoreOf(string kind, IReadOnlyList<Setting> settings, JsonObject stored, string part, string? field)
    {
        if (IsRefused(field is null ? "SavePart" : "SaveField", part, field))
        {
            return Request.Form["More"].ToString();
        }

        var more = (stored[kind + "Settings"] as JsonObject)?.DeepClone().AsObject() ?? [];
        settings.Where(setting => setting.Section == kind + "Settings").ToList().ForEach(setting => more.Remove(setting.Name));
        return more.Count == 0 ? "" : more.ToJsonString(Readable);
    }

    public bool IsOpen(string part, string? field) => Open == (field is null ? part : $"{part}.{field}") || IsRefused(field is null ? "SavePart" : "SaveField", part, field);

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostSaveAsync(string? displayName, string? description, string? stereotype, bool isCreatable, bool isListable, CancellationToken ct) =>
        ChangeAsync(async () => { await writer.SaveAsync(Definition, displayName, description, stereotype, isCreatable, isListable, ct); return null; }, null, ct);

    public Task<IActionResult> OnPostAddPartAsync(string? part, CancellationToken ct) => ChangeAsync(() => writer.AddPartAsync(Definition, part, ct), part, ct);

    public Task<IActionResult> OnPostSavePartAsync(string part, CancellationToken ct) => HasPart(part)
        ? ChangeAsync(() => writer.SavePartAsync(Definition, part, SettingsOf(Definition.Parts.First(p => p.Key == part)), Request.Form, ct), part, ct) : Task.FromResult<IActionResult>(NotFound());

    public Task<IActionResult> OnPostRemovePartAsync(string part, CancellationToken ct) =>
        ChangeAsync(async () => { await writer.RemovePartAsync(Definition, part, ct); return null; }, null, ct);

    public Task<IActionResult> OnPostMoveAsync(string part, int by, CancellationToken ct) => HasPart(part)
        ? ChangeAsync(async () => { await writer.MoveAsync(Definition, part, null, by, ct); return null; }, null, ct) : Task.FromResult<IActionResult>(NotFound());

    public Task<IActionResult> OnPostAddFieldAsync(string? kind, string? field, string? label, CancellationToken ct) =>
        ChangeAsync(() => writer.AddFieldAsync(Definition, kind, field, label, ct), $"{Name}.{field}", ct);

    public Task<IActionResult> OnPostSaveFieldAsync(string part, string field, CancellationToken ct) => FieldOf(part, field) is { } found
        ? ChangeAsync(() => writer.SaveFieldAsync(part, field, SettingsOf(found), Request.Form, ct), $"{part}.{field}", ct) : Task.FromResult<IActionResult>(NotFound());

    public Task<IActionResult> OnPostMoveFieldAsync(string part, string field, int by, CancellationToken ct) => FieldOf(part, field) is not null
        ? ChangeAsync(async () => { await writer.MoveAsync(Definition, Definition.Parts.First(p => p.PartName == part).Key, field, by, ct); return null; }, $"{part}.{field}", ct) : Task.FromResult<IActionResult>(NotFound());

    public Task<IActionResult> OnPostRemoveFieldAsync(string part, string field, CancellationToken ct) => FieldOf(part, field) is not null
        ? ChangeAsync(async () => { await writer.RemoveFieldAsync(part, field, ct); return null; }, null, ct) : Task.FromResult<IActionResult>(NotFound());

    private bool HasPart(string part) => hub.State.Definitions.Type(Name ?? "")?.Parts.Any(p => p.Key == part) is true;

    private PartField? FieldOf(string part, string field) =>
        hub.State.Definitions.Type(Name ?? "")?.Has(part) is true ? hub.State.Definitions.Part(part)?.Fields.FirstOrDefault(f => f.Key == field) : null;

    private bool IsRefused(string handler, string? part, string? field) => Response.StatusCode is StatusCodes.Status422UnprocessableEntity && Request.Query["handler"] == handler
        && (part is null || Request.Form["part"] == part) && (field is null || Request.Form["field"] == field);

    /// <param name="open">Whose settings are open on the page that follows.</param>
    private async Task<IActionResult> ChangeAsync(Func<Task<Refusal?>> change, string? open, CancellationToken ct)
    {
        if (!await FindAsync(ct))
        {
            return NotFound();
        }

        if (await change() is { } refusal)
        {
            return this.Refused(refusal);
        }

        db.RecordForHub("type.changed", me.RequiredId, clock.GetUtcNow(), Definition.Name, db.DocumentChanges());
        await db.SaveChangesAsync(ct);
        await hub.ReloadAsync(ct);
        var left = await reprojection.RunAsync(Definition.Name, MostRebuilt, ct);
        IsSaved = true;
        return RedirectToPage(null, null, new { Name = Definition.Name, open, left = left > 0 ? left : (int?)null }, open?.Replace('.', '-'));
    }

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        // What is only blanks binds as nothing.
        Definition = hub.State.Definitions.Type(Name ?? "")!;
        if (Definition is null)
        {
            return false;
        }

        Items = await db.Cards.CountAsync(c => c.Kind == Definition.Name, ct);
        if (Definition.Parts.SelectMany(FieldsOf).Any(field => field.FieldType is "TaxonomyField"))
        {
            var kinds = hub.State.Definitions.Types.Where(type => type.Has("TaxonomyPart")).Select(type => type.Name).ToList();
            var trees = await db.Cards.Where(c => kinds.Contains(c.Kind)).OrderBy(c => c.Title).Take(MostTrees).Select(c => new { c.ItemId, c.Title }).ToListAsync(ct);
            _trees = trees.ConvertAll(tree => (tree.ItemId, tree.Title));
        }

        return true;
    }
}
