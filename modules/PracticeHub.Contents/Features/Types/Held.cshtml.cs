using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Types;

/// <summary>What the items of a type hold in one of its parts or fields: what one should know before it is taken out, or must be filled in.</summary>
[Needs("EditContentTypes")]
public sealed class HeldModel(HubDb db, SettingBook book, CurrentHub hub, CurrentMember me) : PageModel
{
    /// <summary>More items than this are not read while somebody waits for the page.</summary>
    public const int MostRead = 2000;
    private const int MostShown = 20;

    [FromRoute]
    public string? Name { get; set; }

    [BindProperty(SupportsGet = true)]
    public string? Part { get; set; }

    /// <summary>A field of the part; null for the whole part.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Field { get; set; }

    public TypeDefinition Type { get; private set; } = null!;

    public string PartName { get; private set; } = "";

    /// <summary>What the part or field is called.</summary>
    public string Called { get; private set; } = "";

    public bool IsNeeded { get; private set; }

    public int Read { get; private set; }

    public int Holding { get; private set; }

    /// <summary>Those that hold something, newest first, as far as the reader may see them.</summary>
    public IReadOnlyList<(string Path, string Title)> Items { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (Find() is not { } isEmpty)
        {
            return NotFound();
        }

        var (heads, type) = (db.Set<ContentHead>(), Type.Name);
        var documents = heads.Where(h => h.Type == type).OrderByDescending(h => h.ItemId).Take(MostRead)
            .Join(db.Versions, h => h.LatestVersionId, v => v.VersionId, (h, v) => new { h.ItemId, v.Document });
        var holding = new List<string>();
        await foreach (var item in documents.AsAsyncEnumerable().WithCancellation(ct))
        {
            Read++;
            if (!isEmpty(ContentItem.Parse(item.Document)))
            {
                holding.Add(item.ItemId);
            }
        }

        Holding = holding.Count;
        var shown = await db.Cards.VisibleTo(me).Where(c => holding.Contains(c.ItemId)).OrderByDescending(c => c.ItemId).Take(MostShown).Select(c => new { c.Path, c.Title }).ToListAsync(ct);
        Items = shown.ConvertAll(c => (c.Path, c.Title));
        return Page();
    }

    /// <summary>Says of an item whether it holds nothing there; null where the type has no such part or field.</summary>
    private Func<ContentItem, bool>? Find()
    {
        if (hub.State.Definitions.Type(Name ?? "") is not { } type || type.Parts.FirstOrDefault(p => p.Key == Part) is not { } part)
        {
            return null;
        }

        (Type, PartName) = (type, part.PartName);

        if (string.IsNullOrEmpty(Field))
        {
            Called = part.Label is { Length: > 0 } label ? label : part.Key != part.PartName ? part.Key : book.Part(part.PartName, type.Name).Name;
            return item => IsEmpty(item.Document[part.Key]);
        }

        var field = hub.State.Definitions.Part(part.PartName)?.Fields.FirstOrDefault(f => f.Key == Field);
        if (field is null || hub.All<FieldType>().FirstOrDefault(kind => kind.Name == field.FieldType) is not { } kind)
        {
            return null;
        }

        (Called, IsNeeded) = (field.Label, new FieldValue(field, []).Setting("Required", false));
        return item => (item.Document[part.Key] as JsonObject)?[field.Key] is not JsonObject value || kind.IsEmpty(new(field, value));
    }

    private static bool IsEmpty(JsonNode? value) => value switch
    {
        null => true,
        JsonObject map => map.All(property => IsEmpty(property.Value)),
        JsonArray list => list.Count == 0,
        _ => value.ToString() is "" or "false",
    };
}
