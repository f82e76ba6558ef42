using System.Text.Json;
using System.Text.Json.Nodes;
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
public sealed class TypeModel(HubDb db, TypeWriter writer, Reprojection reprojection, Hub hub, CurrentMember me, TimeProvider clock) : PageModel
{
    /// <summary>More items than this are not shown anew while somebody waits for the page.</summary>
    private const int MostRebuilt = 2000;

    private static readonly string[] OnForm = ["Hint", "Required", "Options"];
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    [FromRoute]
    public string? Name { get; set; }

    /// <summary>How many items were left to be shown anew after the last change.</summary>
    [BindProperty(SupportsGet = true, Name = "left")]
    public int? Rebuilt { get; set; }

    public TypeDefinition Definition { get; private set; } = null!;

    public int Items { get; private set; }

    public IEnumerable<string> Kinds => hub.Catalog.Contributions<FieldType>().Select(c => ((FieldType)c.Value!).Name);

    public IEnumerable<string> OtherParts => TypeWriter.Parts.Concat(hub.State.Definitions.Parts.Select(p => p.Name)).Distinct().Where(part => !Definition.Has(part)).Order(StringComparer.Ordinal);

    public IReadOnlyList<PartField> FieldsOf(TypePart part) => [.. hub.State.Definitions.Part(part.PartName)?.Fields.OrderBy(f => f.Rank) ?? Enumerable.Empty<PartField>()];

    /// <summary>The settings of a field's kind that no input on the page stands for.</summary>
    public string MoreOf(PartField field)
    {
        var more = (field.Settings[field.FieldType + "Settings"] as JsonObject)?.DeepClone().AsObject() ?? [];
        Array.ForEach(OnForm, name => more.Remove(name));
        return more.Count == 0 ? "" : more.ToJsonString(Readable);
    }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct) => await FindAsync(ct) ? Page() : NotFound();

    public Task<IActionResult> OnPostSaveAsync(string? displayName, string? description, bool isCreatable, bool isListable, CancellationToken ct) =>
        ChangeAsync(async () => { await writer.SaveAsync(Definition, displayName, description, isCreatable, isListable, ct); return null; }, ct);

    public Task<IActionResult> OnPostAddPartAsync(string? part, CancellationToken ct) => ChangeAsync(() => writer.AddPartAsync(Definition, part, ct), ct);

    public Task<IActionResult> OnPostRemovePartAsync(string part, CancellationToken ct) =>
        ChangeAsync(async () => { await writer.RemovePartAsync(Definition, part, ct); return null; }, ct);

    public Task<IActionResult> OnPostMoveAsync(string part, int by, CancellationToken ct) => HasPart(part)
        ? ChangeAsync(async () => { await writer.MoveAsync(Definition, part, null, by, ct); return null; }, ct) : Task.FromResult<IActionResult>(NotFound());

    public Task<IActionResult> OnPostAddFieldAsync(string? kind, string? field, string? label, CancellationToken ct) => ChangeAsync(() => writer.AddFieldAsync(Definition, kind, field, label, ct), ct);

    public Task<IActionResult> OnPostSaveFieldAsync(string part, string field, FieldInput input, CancellationToken ct) => HasField(part, field)
        ? ChangeAsync(() => writer.SaveFieldAsync(part, field, input, ct), ct) : Task.FromResult<IActionResult>(NotFound());

    public Task<IActionResult> OnPostMoveFieldAsync(string part, string field, int by, CancellationToken ct) => HasField(part, field)
        ? ChangeAsync(async () => { await writer.MoveAsync(Definition, Definition.Parts.First(p => p.PartName == part).Key, field, by, ct); return null; }, ct) : Task.FromResult<IActionResult>(NotFound());

    public Task<IActionResult> OnPostRemoveFieldAsync(string part, string field, CancellationToken ct) => HasField(part, field)
        ? ChangeAsync(async () => { await writer.RemoveFieldAsync(part, field, ct); return null; }, ct) : Task.FromResult<IActionResult>(NotFound());

    private bool HasPart(string part) => hub.State.Definitions.Type(Name ?? "")?.Parts.Any(p => p.Key == part) is true;

    private bool HasField(string part, string field) =>
        hub.State.Definitions.Type(Name ?? "")?.Has(part) is true && hub.State.Definitions.Part(part)?.Fields.Any(f => f.Key == field) is true;

    private async Task<IActionResult> ChangeAsync(Func<Task<Refusal?>> change, CancellationToken ct)
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
        return Redirect($"/admin/types/{Definition.Name}{(left > 0 ? $"?left={left}" : "")}");
    }

    private async Task<bool> FindAsync(CancellationToken ct)
    {
        // What is only blanks binds as nothing.
        Definition = hub.State.Definitions.Type(Name ?? "")!;
        Items = Definition is null ? 0 : await db.Cards.CountAsync(c => c.Kind == Definition.Name, ct);
        return Definition is not null;
    }
}
