using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Tests.Infrastructure;

/// <summary>The people of every test: Amina writes, Tomás and Nadia lead, Ines curates, Omar is nobody's member, Maren runs the hub.</summary>
internal static class Cast
{
    public const string Password = "correct-horse-7";
    public const string Amina = "amina";
    public const string Tomas = "tomas";
    public const string Nadia = "nadia";
    public const string Ines = "ines";
    public const string Omar = "omar";
    public const string Maren = "maren";

    private static readonly (string UserName, string DisplayName)[] People =
        [(Amina, "Amina Haddad"), (Tomas, "Tomás Rivera"), (Nadia, "Nadia Berg"), (Ines, "Inês Prado"), (Omar, "Omar Said"), (Maren, "Maren Holt")];

    /// <summary>Everybody's id can be told from their name: 26 characters, zeros in front.</summary>
    public static string IdOf(string userName) => userName.PadLeft(Ids.Length, '0');

    public static Task<int> PlantAsync(TestHub hub) => hub.InScopeAsync(async services =>
    {
        var users = services.GetRequiredService<UserManager<HubUser>>();
        foreach (var (userName, displayName) in People)
        {
            var user = new HubUser { Id = IdOf(userName), UserName = userName, DisplayName = displayName, Email = $"{userName}@example.org", JoinedUtc = hub.Clock.GetUtcNow() };
            Assert.True((await users.CreateAsync(user, Password)).Succeeded);
        }

        var maren = await users.FindByNameAsync(Maren);
        Assert.True((await users.AddToRoleAsync(maren!, "Administrator")).Succeeded);
        return People.Length;
    });
}
