using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Contents.Features.Parts;

/// <summary>Which language the item is written in. Each language stands in a set of translations once.</summary>
internal sealed class LocalizationEditor(HubDb db) : PartEditor
{
    private const string Label = "Language";

    public override string Part => LocalizationPart.Name;

    public override async Task ReadAsync(ContentItem item, JsonObject value, PartForm form, CancellationToken ct)
    {
        form.Put(value, "Culture");
        value["LocalizationSet"] ??= item.Id;
        if (form.Text("Culture") is not { Length: > 0 } typed)
        {
            return;
        }

        if (LocalizationPart.CultureNamed(typed) is not { } culture)
        {
            form.Refuse("Culture", Label, "There is no language named {1}. Write it as de, or pt-BR.", typed);
            return;
        }

        value["Culture"] = culture.Name;
        var (set, id) = (value["LocalizationSet"]!.ToString(), item.Id);
        if (await db.Set<Translation>().AnyAsync(t => t.SetId == set && t.Culture == culture.Name && t.ItemId != id, ct))
        {
            form.Refuse("Culture", Label, "There is a version in this language already: {1}.", culture.NativeName);
        }
    }
}
