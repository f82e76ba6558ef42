using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Definitions;

namespace PracticeHub.Contents.Features.Parts;

/// <summary>Orchard Core's part that carries why a version was written; here that is the version's note, which the history shows.</summary>
internal static class AuditTrailPart
{
    public const string Name = nameof(AuditTrailPart);

    extension(ContentItem item)
    {
        /// <summary>Takes the note along to Orchard Core where the type has the part. What was said of the version before is not said of this one.</summary>
        public void KeepComment(string? note, ContentDefinitions definitions)
        {
            if (definitions.Type(item.Type)?.Has(Name) is not true)
            {
                return;
            }

            if (item.Document[Name] is not JsonObject part)
            {
                item.Document[Name] = part = [];
            }

            part.Remove("Comment");
            if (note is { Length: > 0 })
            {
                part["Comment"] = note;
            }
        }
    }
}
