using System.Text.Json;
using System.Text.Json.Serialization;

namespace PracticeHub.Kernel.Content;

/// <summary>Why something could not be done at its time, in words that are looked up when somebody reads them.</summary>
/// <param name="Message">English; the localizer's key.</param>
public sealed record ScheduleFault(string Message, IReadOnlyList<string> Arguments)
{
    public static readonly ScheduleFault Failed = new("It was tried several times and failed.", []);
    public static readonly ScheduleFault UnderReview = new("It is under review, which decides about it.", []);
    public static readonly ScheduleFault NobodyLeft = new("Whoever set the time has no account here any more.", []);

    public string ToJson() => JsonSerializer.Serialize(this, ScheduleJson.Default.ScheduleFault);

    public static ScheduleFault Parse(string json) => JsonSerializer.Deserialize(json, ScheduleJson.Default.ScheduleFault) ?? Failed;
}

[JsonSerializable(typeof(ScheduleFault))]
internal sealed partial class ScheduleJson : JsonSerializerContext;
