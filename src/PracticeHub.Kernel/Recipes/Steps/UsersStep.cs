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
    private const int BatchSize = 200;

    public string Name => "Users";

    public string LongList => "Users";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var (index, given) in run.Items.Index())
        {
            ct.ThrowIfCancellationRequested();
            if (index > 0 && index % BatchSize == 0)
            {
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
                run.Tell();
            }

            if (given.Text("PasswordHash") is { Length: > 0 })
            {
                run.LeaveOut(given.Needed("UserName"), "Passwords are not taken over: the person sets a new one.");
            }

            var id = given.Id("UserId");
            var user = await db.Users.FindAsync([id], ct);
            var isNew = user is null;
            if (user is null)
            {
                user = new HubUser { Id = id, SecurityStamp = Guid.NewGuid().ToString("N"), LockoutEnabled = true, JoinedUtc = clock.GetUtcNow() };
                db.Users.Add(user);
            }

            var name = await FreeNameAsync(given.Needed("UserName"), id, run, ct);
            Fill(user, name, given);
            await PutInRolesAsync(user, given, ct);
            foreach (var other in hub.Services<IProfileStep>())
            {
                await other.ReadAsync(user, given.Map("Profile"), ct);
            }

            run.Count("people", isNew ? RecipeChange.Added : db.Entry(user).State is EntityState.Modified ? RecipeChange.Changed : RecipeChange.Unchanged);
        }
    }

    private async Task<string> FreeNameAsync(string wished, string id, RecipeRun run, CancellationToken ct)
    {
        for (var i = 1; ; i++)
        {
            var name = i == 1 ? wished : $"{wished}-{i}";
            var normalized = normalizer.NormalizeName(name);
            if (!db.Users.Local.Any(u => u.NormalizedUserName == normalized && u.Id != id)
                && !await db.Users.AnyAsync(u => u.NormalizedUserName == normalized && u.Id != id, ct))
            {
                return name;
            }

            run.LeaveOut(name, "Somebody else in this hub has this user name: the person got another one.");
        }
    }

    private void Fill(HubUser user, string name, JsonObject given)
    {
        user.UserName = name;
        user.NormalizedUserName = normalizer.NormalizeName(user.UserName);
        user.Email = given.Text("Email");
        user.NormalizedEmail = normalizer.NormalizeEmail(user.Email);
        user.EmailConfirmed = given.Flag("EmailConfirmed", false);
        user.IsEnabled = given.Flag("IsEnabled", true);
        var profile = given.Map("Profile");
        user.DisplayName = profile.Text("DisplayName") ?? user.UserName;
        user.JobTitle = profile.Text("JobTitle") ?? "";
        user.Place = profile.Text("Place") ?? "";
        user.TimeZone = profile.Text("TimeZone") ?? "";
        user.Culture = profile.Text("Culture") ?? "";
        user.About = profile.Text("About") ?? "";
        user.IsDemo = profile.Flag("IsDemo", false);
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
