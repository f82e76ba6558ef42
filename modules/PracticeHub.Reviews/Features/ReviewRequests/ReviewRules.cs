using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>What a community has agreed on about reviews: the part of its document that is about them.</summary>
/// <param name="ReviewDays">Working days until a decision is due.</param>
/// <param name="VerifyDays">Days for which something promoted counts as verified.</param>
public sealed record ReviewRules(IReadOnlyList<string>? Criteria = null, int ApprovalsNeeded = 1, int ReviewDays = 7, int VerifyDays = 180) : IPart<ReviewRules>
{
    public ReviewRules() : this(Criteria: null) { }

    public static string Name => "CommunityPart";
    public static JsonTypeInfo<ReviewRules> Json => ReviewJson.Default.ReviewRules;
}

[JsonSerializable(typeof(ReviewRules))]
internal sealed partial class ReviewJson : JsonSerializerContext;
