using System.Text.Json.Nodes;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;

namespace PracticeHub.People.Features.Profiles;

/// <summary>Takes topics and offers from the profiles of a recipe's Users step; a profile that names neither leaves both alone.</summary>
public sealed class ProfileStep(Knowledge knowledge) : IProfileStep
{
    public async Task ReadAsync(HubUser user, JsonObject profile, CancellationToken ct)
    {
        if (profile.ContainsKey("Topics") || profile.ContainsKey("Offers"))
        {
            await knowledge.ReplaceAsync(user.Id, profile.Strings("Topics"), profile.Strings("Offers").Select(name => AsRole(user, name)), ct);
        }
    }

    private static OfferedRole AsRole(HubUser user, string name) => Enum.TryParse<OfferedRole>(name, ignoreCase: true, out var role) && Enum.IsDefined(role)
        ? role
        : throw new RecipeException($"{user.UserName} is to offer {name}, but must be one of {string.Join(", ", Enum.GetNames<OfferedRole>())}.");
}
