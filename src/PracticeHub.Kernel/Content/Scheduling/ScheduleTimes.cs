using System.Globalization;
using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Content;

/// <summary>The times in Orchard Core's PublishLaterPart and ArchiveLaterPart. What is no time there means nothing, and stays.</summary>
public static class ScheduleTimes
{
    public const string PublishLater = "PublishLaterPart";
    public const string ArchiveLater = "ArchiveLaterPart";

    extension(ContentItem item)
    {
        /// <summary>When this version is to be published.</summary>
        public DateTimeOffset? PublishAtUtc
        {
            get => Read(item, PublishLater, "ScheduledPublishUtc");
            set => Write(item, PublishLater, "ScheduledPublishUtc", value);
        }

        /// <summary>When the item is to be hidden from readers again.</summary>
        public DateTimeOffset? ArchiveAtUtc
        {
            get => Read(item, ArchiveLater, "ScheduledArchiveUtc");
            set => Write(item, ArchiveLater, "ScheduledArchiveUtc", value);
        }
    }

    private static DateTimeOffset? Read(ContentItem item, string part, string name) => (item.Document[part] as JsonObject)?[name] is JsonValue value
        && DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at.ToUniversalTime() : null;

    private static void Write(ContentItem item, string part, string name, DateTimeOffset? at)
    {
        if (item.Document[part] is not JsonObject value)
        {
            item.Document[part] = value = [];
        }

        if (at is null)
        {
            value.Remove(name);
            return;
        }

        value[name] = at.Value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
    }
}
