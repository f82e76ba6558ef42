namespace PracticeHub.Communities.Features.Spaces;

/// <summary>English for what stands in addresses and rows; the localizer's keys.</summary>
public static class SpaceWords
{
    public static string Of(SpaceState state) => state switch
    {
        SpaceState.Promoted => "Promoted",
        SpaceState.Due => "Due for verification",
        SpaceState.InReview => "In review",
        SpaceState.ChangesAsked => "Changes asked",
        SpaceState.Declined => "Declined",
        SpaceState.Retired => "Retired",
        SpaceState.Draft => "Drafts",
        _ => "Published",
    };

    /// <summary>What a wait asks for; other modules' reasons are shown by their title alone.</summary>
    public static string? OfWait(string reason) => reason switch
    {
        "join" => "Requests to join",
        "invitation" => "You are invited",
        "review" => "Review",
        "changes" => "Changes asked",
        "verify" => "Verify",
        "escalation" => "Leaders do not answer",
        "mention" => "You were mentioned",
        _ => null,
    };
}
