using System.Net;

namespace PracticeHub.Benchmarks.Load;

/// <summary>What came back, body already read to its end.</summary>
internal readonly record struct Answer(HttpStatusCode Status, string? Location, int Bytes)
{
    public bool AsksToSignIn =>
        Status is HttpStatusCode.Unauthorized
        || Location?.Contains("/sign-in", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Whether a form was taken: it shows a page or leads on, but not back to the door or to an error.</summary>
    public bool IsAccepted =>
        (int)Status is >= 200 and < 400
        && !AsksToSignIn
        && Location?.Contains("/oops", StringComparison.OrdinalIgnoreCase) is not true;

    public override string ToString() => $"{(int)Status}{(Location is null ? "" : $" to {Location}")}";
}
