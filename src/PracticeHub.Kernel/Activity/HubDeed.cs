using System.Text.Json;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Activity;

/// <summary>Something that is done to the hub itself rather than to an item. A module seam: the audit trail tells each verb in these words.</summary>
/// <param name="Verb">As the log keeps it; never changed once released.</param>
/// <param name="Group">What the trail can be filtered by; English, the localizer's key.</param>
/// <param name="Sentence">English, with {0} for what it was done to; the localizer's key.</param>
/// <param name="Words">A type of the module whose words these are.</param>
public sealed record HubDeed(string Verb, string Group, string Sentence, Type Words);

/// <summary>What a deed changed. Never a secret: whoever records one leaves passwords, keys and tokens out.</summary>
/// <param name="What">English, the localizer's key of the deed's module, or a name out of the data.</param>
/// <param name="Before">Null for what was not there.</param>
/// <param name="After">Null for what is gone.</param>
public sealed record HubChange(string What, string? Before, string? After);

/// <summary>What the log keeps of a deed: to what it was done, and what it changed.</summary>
public sealed record HubDeedData(string Subject, IReadOnlyList<HubChange> Changes)
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    public string ToJson() => JsonSerializer.Serialize(this, Web);

    /// <summary>Reads what stands in the log; the first deeds were kept as their subject alone.</summary>
    public static HubDeedData Parse(string? json)
    {
        using var document = JsonDocument.Parse(json ?? "\"\"");
        return document.RootElement.ValueKind is JsonValueKind.Object
            ? document.RootElement.Deserialize<HubDeedData>(Web)!
            : new(document.RootElement.ToString(), []);
    }
}

public static class HubDeeds
{
    extension(HubDb db)
    {
        /// <summary>Keeps a deed that changes the hub itself in the audit trail, in the transaction of the deed.</summary>
        /// <param name="subject">What it was done to: the name of a feature, theme, role or person.</param>
        /// <param name="changes">What it changed; those that are the same before and after are left out.</param>
        public void RecordForHub(string verb, string actorId, DateTimeOffset at, string subject, params IEnumerable<HubChange> changes) => db.Activities.Add(new ActivityRecord
        {
            Verb = verb,
            ActorId = actorId,
            AtUtc = at,
            Data = new HubDeedData(subject, [.. changes.Where(change => (change.Before ?? "") != (change.After ?? ""))]).ToJson(),
            IsAdministration = true,
        });
    }
}
