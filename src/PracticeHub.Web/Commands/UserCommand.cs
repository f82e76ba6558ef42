using System.CommandLine;
using Microsoft.AspNetCore.Identity;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Web.Commands;

/// <summary><c>user add|disable|enable|password NAME</c></summary>
internal static class UserCommand
{
    public static Command Create() => new("user", "Add people, and let them in or keep them out.")
    {
        Add(),
        Change("disable", "Keep a person out; every session of theirs ends at once.", "account.changed", async (users, user) =>
        {
            user.IsEnabled = false;
            return await users.UpdateSecurityStampAsync(user);
        }, new HubChange("May sign in", "true", "false")),
        Change("enable", "Let a person in again.", "account.changed", async (users, user) =>
        {
            user.IsEnabled = true;
            return await users.UpdateAsync(user);
        }, new HubChange("May sign in", "false", "true")),
        Change("password", "Set a new password, read from standard input.", "account.password", async (users, user) =>
            await users.ResetPasswordAsync(user, await users.GeneratePasswordResetTokenAsync(user), ReadPassword())),
    };

    private static Command Add()
    {
        var name = new Argument<string>("name") { Description = "The user name: lower-case letters, digits, dot, dash, underscore." };
        var display = new Option<string>("--display-name") { Description = "The name that others see." };
        var email = new Option<string>("--email");
        var role = new Option<string[]>("--role") { Description = "A role of the hub, such as Administrator; may be repeated.", AllowMultipleArgumentsPerToken = true };
        var command = new Command("add", "Add a person; the first password is read from standard input.") { name, display, email, role };
        command.SetAction((parsed, ct) => Verb.RunAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<HubUser>>();
            var userName = parsed.GetRequiredValue(name);
            var user = new HubUser
            {
                Id = services.GetRequiredService<Ids>().New(),
                UserName = userName,
                DisplayName = parsed.GetValue(display) ?? userName,
                Email = parsed.GetValue(email),
                JoinedUtc = services.GetRequiredService<TimeProvider>().GetUtcNow(),
            };
            var roles = parsed.GetValue(role) ?? [];
            return await ChangeAsync(services, "account.added", userName, async () =>
            {
                var result = await users.CreateAsync(user, ReadPassword());
                return result.Succeeded ? await users.AddToRolesAsync(user, roles) : result;
            }, $"{userName} was added.", ct, new HubChange("Roles", null, roles.Length > 0 ? string.Join(", ", roles) : null));
        }, ct));
        return command;
    }

    private static Command Change(string verb, string description, string deed, Func<UserManager<HubUser>, HubUser, Task<IdentityResult>> change, params HubChange[] changes)
    {
        var name = new Argument<string>("name");
        var command = new Command(verb, description) { name };
        command.SetAction((parsed, ct) => Verb.RunAsync(async services =>
        {
            var users = services.GetRequiredService<UserManager<HubUser>>();
            var userName = parsed.GetRequiredValue(name);
            return await users.FindByNameAsync(userName) is { } user
                ? await ChangeAsync(services, deed, userName, () => change(users, user), $"{userName}: done.", ct, changes)
                : Verb.Refuse($"There is nobody named {userName}.");
        }, ct));
        return command;
    }

    /// <summary>The change and its line in the audit trail, both or neither.</summary>
    private static async Task<int> ChangeAsync(
        IServiceProvider services, string deed, string userName, Func<Task<IdentityResult>> change, string done, CancellationToken ct, params HubChange[] changes)
    {
        var result = await services.GetRequiredService<HubDb>().InTransactionAsync(async () =>
        {
            var result = await change();
            if (result.Succeeded)
            {
                await Verb.RecordAsync(services, deed, userName, ct, changes);
            }

            return result;
        }, ct);
        return Verb.Answer(result, done);
    }

    private static string ReadPassword()
    {
        if (!Console.IsInputRedirected)
        {
            Console.Error.Write("Password: ");
        }

        return Console.ReadLine() ?? "";
    }
}
