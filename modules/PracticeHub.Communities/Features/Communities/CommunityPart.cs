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
    // Set and not init: source-generated JSON fills init properties that the document leaves out with nothing.
    public string Purpose { get; set; } = "";
    public string WhoFor { get; set; } = "";
    public Openness Openness { get; set; }
    public CommunityStage Stage { get; set; }
    /// <summary>Markdown.</summary>
    public string Charter { get; set; } = "";
    /// <summary>What leaders check before they promote something.</summary>
    public IReadOnlyList<string> Criteria { get; set; } = [];
    /// <summary>How many leaders have to approve.</summary>
    public int ApprovalsNeeded { get; set; } = 1;
    /// <summary>Days until a review is due.</summary>
    public int ReviewDays { get; set; } = 7;
    /// <summary>Days for which something promoted counts as verified.</summary>
    public int VerifyDays { get; set; } = 180;
    /// <summary>How often its members meet.</summary>
    public string Rhythm { get; set; } = "";
    /// <summary>The name of the recipe it began with.</summary>
    public string? Template { get; set; }

    public static string Name => nameof(CommunityPart);
    public static JsonTypeInfo<CommunityPart> Json => CommunityJson.Default.CommunityPart;
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CommunityPart))]
internal sealed partial class CommunityJson : JsonSerializerContext;
