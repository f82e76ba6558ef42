using System.Text.Json.Nodes;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Recipes;

/// <summary>
/// Reads what a feature keeps of a person from the <c>Profile</c> of a recipe's Users step. A module seam: contribute one with
/// <c>hub.AddService&lt;IProfileStep, T&gt;()</c>.
/// </summary>
public interface IProfileStep
{
    /// <summary>Stages what the profile says. Topics may be imported after people, so a term need not exist yet.</summary>
    Task ReadAsync(HubUser user, JsonObject profile, CancellationToken ct);
}
