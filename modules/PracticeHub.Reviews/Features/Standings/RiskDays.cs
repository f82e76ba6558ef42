using System.Globalization;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Reviews.Features.Standings;

/// <summary>How long something counts as verified, by how much harm it does when it no longer holds.</summary>
internal static class RiskDays
{
    /// <summary>As it is drawn; null where it is not, or nobody has said how risky it is.</summary>
    public static int? Of(ActivityNode node, Risk? risk) =>
        risk is { } given && (node.Properties["DaysByRisk"] as JsonObject)?[given.ToString()] is JsonValue days
        && int.TryParse(days.ToString(), CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The same where a leader verifies without a workflow.</summary>
    public static int? Of(Risk? risk) => risk switch
    {
        Risk.High => 90,
        Risk.Medium => 180,
        Risk.Low => 365,
        _ => null,
    };
}
