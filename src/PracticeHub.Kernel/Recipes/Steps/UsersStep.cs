using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Recipes.Steps;

/// <summary>
/// Adds and changes people, matched by UserId. Password hashes are not taken: a recipe from elsewhere must not be able to
/// plant a way in. <c>Profile</c> is the hub's own addition.
/// </summary>
internal sealed class UsersStep(HubDb db, CurrentHub hub, ILookupNormalizer normalizer, TimeProvider clock) : IRecipeStep
{
    public string Name => "Users";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var given in step.Objects("Users"))
        {
            if (given.Text("PasswordHash") is { Length: > 0 })
            {
                throw new RecipeException($"{given.Text("UserName")}: password hashes are not taken from recipes; invite the person instead.");
            }

            var id = given.Needed("UserId");
            var user = await db.Users.FindAsync([id], ct);
            if (user is null)
            {
                user = new HubUser { Id = id, SecurityStamp = Guid.NewGuid().ToString("N"), LockoutEnabled = true, JoinedUtc = clock.GetUtcNow() };
                db.Users.Add(user);
            }

            Fill(user, given);
            await PutInRolesAsync(user, given, ct);
            foreach (var other in hub.Services<IProfileStep>())
            {
                await other.ReadAsync(user, given["Profile"] as JsonObject ?? [], ct);
            }

            run.Count("people");
        }
    }

    private void Fill(HubUser user, JsonObject given)
    {
        user.UserName = given.Needed("UserName");
        user.NormalizedUserName = normalizer.NormalizeName(user.UserName);
        user.Email = given.Text("Email");
        user.NormalizedEmail = normalizer.NormalizeEmail(user.Email);
        user.EmailConfirmed = given["EmailConfirmed"]?.GetValue<bool>() ?? false;
        user.IsEnabled = given["IsEnabled"]?.GetValue<bool>() ?? true;
        var profile = given["Profile"] as JsonObject ?? [];
        user.DisplayName = profile.Text("DisplayName") ?? user.UserName;
        user.JobTitle = profile.Text("JobTitle") ?? "";
        user.Place = profile.Text("Place") ?? "";
        user.TimeZone = profile.Text("TimeZone") ?? "";
        user.Culture = profile.Text("Culture") ?? "";
        user.About = profile.Text("About") ?? "";
        user.IsDemo = profile["IsDemo"]?.GetValue<bool>() ?? false;
    }

    private async Task PutInRolesAsync(HubUser user, JsonObject given, CancellationToken ct)
    {
        foreach (var name in given.Strings("RoleNames"))
        {
            var normalized = normalizer.NormalizeName(name);
            var role = await db.Roles.SingleOrDefaultAsync(r => r.NormalizedName == normalized, ct)
                ?? throw new RecipeException($"{user.UserName} is to have the role {name}, which does not exist.");
            if (!await db.UserRoles.AnyAsync(r => r.UserId == user.Id && r.RoleId == role.Id, ct))
            {
                db.UserRoles.Add(new IdentityUserRole<string> { UserId = user.Id, RoleId = role.Id });
            }
        }
    }
}
