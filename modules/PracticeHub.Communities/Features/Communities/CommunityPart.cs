using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Communities;

/// <summary>Where a community stands in its life.</summary>
public enum CommunityStage
{
    Potential,
    Coalescing,
    Maturing,
    Stewarding,
    Closing,
}

/// <summary>What a community is for, and the rules it gave itself.</summary>
public sealed record CommunityPart : IPart<CommunityPart>
{
    public string Purpose { get; init; } = "";
    public string WhoFor { get; init; } = "";
    public Openness Openness { get; init; }
    public CommunityStage Stage { get; init; }
    /// <summary>Markdown.</summary>
    public string Charter { get; init; } = "";
    /// <summary>What leaders check before they promote something.</summary>
    public IReadOnlyList<string> Criteria { get; init; } = [];
    /// <summary>How many leaders have to approve.</summary>
    public int ApprovalsNeeded { get; init; } = 1;
    /// <summary>Days until a review is due.</summary>
    public int ReviewDays { get; init; } = 7;
    /// <summary>Days for which something promoted counts as verified.</summary>
    public int VerifyDays { get; init; } = 180;
    /// <summary>How often its members meet.</summary>
    public string Rhythm { get; init; } = "";
    /// <summary>The name of the recipe it began with.</summary>
    public string? Template { get; init; }

    public static string Name => nameof(CommunityPart);
    public static JsonTypeInfo<CommunityPart> Json => CommunityJson.Default.CommunityPart;
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommunityPart))]
internal sealed partial class CommunityJson : JsonSerializerContext;
