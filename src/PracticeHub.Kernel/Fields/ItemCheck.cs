using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Fields;

/// <summary>Whether an item may be published as its definition wants it, where no form is at hand.</summary>
public sealed class ItemCheck(CurrentHub hub)
{
    /// <summary>The first thing that is wrong with it.</summary>
    public ScheduleFault? FaultOf(ContentItem item)
    {
        if (item.DisplayText.Trim().Length == 0 && hub.State.Definitions.Type(item.Type)?.Has(TitlePart.Name) is true)
        {
            return new("It has no title.", []);
        }

        var kinds = hub.All<FieldType>().ToDictionary(kind => kind.Name, StringComparer.Ordinal);
        var faults =
            from part in hub.State.Definitions.Type(item.Type)?.Parts ?? []
            from field in hub.State.Definitions.Part(part.PartName)?.Fields ?? Enumerable.Empty<PartField>()
            where kinds.ContainsKey(field.FieldType)
            let value = new FieldValue(field, (item.Document[part.Key] as JsonObject)?[field.Key] as JsonObject ?? [])
            from fault in kinds[field.FieldType].Check(value)
            select new ScheduleFault(fault.Message, [field.Label, .. fault.Arguments.Select(a => a.ToString() ?? "")]);
        return faults.FirstOrDefault();
    }
}
