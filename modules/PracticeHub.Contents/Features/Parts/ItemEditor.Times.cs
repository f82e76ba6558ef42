using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PracticeHub.Contents.Features.Parts;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Fields;

namespace PracticeHub.Contents.Features.Writing;

/// <summary>The times of an item alone, for a page that edits nothing else of it.</summary>
public sealed partial class ItemEditor
{
    internal IReadOnlyList<EditedPart> TimesOf(ContentItem item) => [.. TimeParts(item).Select(part => Edited(item.Type, part, ValueOf(item, part), "", 0))];

    internal async Task<IReadOnlyList<(string Name, FieldFault Fault, string Label)>> ReadTimesAsync(ContentItem item, IFormCollection form, CancellationToken ct)
    {
        var faults = new List<(string, FieldFault, string)>();
        foreach (var part in TimeParts(item))
        {
            item.Document[part.Key] ??= new JsonObject();
            await EditorOf(part)!.ReadAsync(item, ValueOf(item, part), new(form, part.Key, faults, words), ct);
        }

        return faults;
    }

    /// <summary>What readers see already is not published later.</summary>
    private IEnumerable<TypePart> TimeParts(ContentItem item) => PartsOf(item).Where(part => part.PartName is ScheduleTimes.ArchiveLater || (part.PartName is ScheduleTimes.PublishLater && !item.Published));
}
