using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Practices.Features.Practices;

/// <summary>What a practice says, each section in Markdown.</summary>
public sealed record PracticePart : IPart<PracticePart>
{
    public const string ContentType = "Practice";

    public static string Name => nameof(PracticePart);
    public static JsonTypeInfo<PracticePart> Json => PracticesJson.Default.PracticePart;

    /// <summary>One or two sentences without markup.</summary>
    public string Summary { get; set; } = "";
    public string When { get; set; } = "";
    public string WhenNot { get; set; } = "";
    public string What { get; set; } = "";
    public string Why { get; set; } = "";
    public string Evidence { get; set; } = "";
    /// <summary>Who keeps it true.</summary>
    public string? OwnerId { get; init; }
}

/// <summary>When somebody last looked whether it still holds, and how often somebody should.</summary>
public sealed record VerificationPart(DateTimeOffset? LastReviewedUtc = null, int ReviewMonths = 0) : IPart<VerificationPart>
{
    public VerificationPart() : this(null, 0) { }
    public static string Name => nameof(VerificationPart);
    public static JsonTypeInfo<VerificationPart> Json => PracticesJson.Default.VerificationPart;

    /// <summary>Until when it counts as verified; null where nobody said.</summary>
    [JsonIgnore]
    public DateTimeOffset? UntilUtc => ReviewMonths > 0 ? LastReviewedUtc?.AddMonths(ReviewMonths) : null;
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PracticePart))]
[JsonSerializable(typeof(VerificationPart))]
internal sealed partial class PracticesJson : JsonSerializerContext;
