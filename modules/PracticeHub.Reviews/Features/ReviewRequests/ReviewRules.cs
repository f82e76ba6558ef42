using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>What a community has agreed on about reviews: the part of its document that is about them.</summary>
public sealed record ReviewRules : IPart<ReviewRules>
{
    public IReadOnlyList<string> Criteria { get; init; } = [];
    public int ApprovalsNeeded { get; init; } = 1;
    /// <summary>Working days until a decision is due.</summary>
    public int ReviewDays { get; init; } = 7;
    /// <summary>Days for which something promoted counts as verified.</summary>
    public int VerifyDays { get; init; } = 180;

    public static string Name => "CommunityPart";
    public static JsonTypeInfo<ReviewRules> Json => ReviewJson.Default.ReviewRules;
}

[JsonSerializable(typeof(ReviewRules))]
internal sealed partial class ReviewJson : JsonSerializerContext;
