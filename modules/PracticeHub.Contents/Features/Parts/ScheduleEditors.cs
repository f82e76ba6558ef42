using System.Globalization;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Parts;

/// <summary>When the item is published by itself, in the writer's own time.</summary>
internal sealed class PublishLaterEditor(CurrentMember me, TimeProvider clock) : PartEditor
{
    public override string Part => ScheduleTimes.PublishLater;

    public override Task ReadAsync(ContentItem item, JsonObject value, PartForm form, CancellationToken ct)
    {
        LocalTime.Take(form, value, "ScheduledPublishUtc", "Publish at", me.TimeZone, clock.GetUtcNow());
        return Task.CompletedTask;
    }
}

/// <summary>When readers see the item no longer.</summary>
internal sealed class ArchiveLaterEditor(CurrentMember me, TimeProvider clock) : PartEditor
{
    public override string Part => ScheduleTimes.ArchiveLater;

    public override Task ReadAsync(ContentItem item, JsonObject value, PartForm form, CancellationToken ct)
    {
        if (LocalTime.Take(form, value, "ScheduledArchiveUtc", "Archive at", me.TimeZone, clock.GetUtcNow()) is { } archived && item.PublishAtUtc >= archived)
        {
            form.Refuse("ScheduledArchiveUtc", "Archive at", "It would be archived before it is published: choose a later time.");
        }

        return Task.CompletedTask;
    }
}

/// <summary>Moments as people type them, by the clock on their wall.</summary>
internal static class LocalTime
{
    private const string Machine = "yyyy-MM-dd'T'HH:mm:ss";

    /// <summary>Puts a time that was typed into the part as Orchard Core writes it. What is none stays as typed, and is refused.</summary>
    /// <returns>Null when nothing was typed, or something else than a time to come.</returns>
    public static DateTimeOffset? Take(PartForm form, JsonObject value, string name, string label, TimeZoneInfo zone, DateTimeOffset now)
    {
        form.Put(value, name);
        if (form.Text(name) is not { Length: > 0 } typed)
        {
            return null;
        }

        if (Read(typed, zone) is not { } at)
        {
            form.Refuse(name, label, "{0} is no time.");
            return null;
        }

        value[name] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        if (at <= now)
        {
            form.Refuse(name, label, "{0}: this time has passed. Choose a later one, or leave it empty.");
            return null;
        }

        return at;
    }

    /// <summary>What an input shows of a time that is stored; what is no time is shown as it was typed.</summary>
    public static string Show(JsonObject value, string name, TimeZoneInfo zone)
    {
        var stored = value[name]?.ToString() ?? "";
        return stored.EndsWith('Z') && DateTimeOffset.TryParse(stored, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? TimeZoneInfo.ConvertTime(at, zone).ToString(Machine, CultureInfo.InvariantCulture) : stored;
    }

    private static DateTimeOffset? Read(string typed, TimeZoneInfo zone)
    {
        if (!DateTime.TryParse(typed, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local) || local.Year is < 2000 or > 9000)
        {
            return null;
        }

        // Where the clock jumps, the hour that is not there is the next one.
        local = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        local = zone.IsInvalidTime(local) ? local.AddHours(1) : local;
        return new DateTimeOffset(local, zone.GetUtcOffset(local)).ToUniversalTime();
    }
}
