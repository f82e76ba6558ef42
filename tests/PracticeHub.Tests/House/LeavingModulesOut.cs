using System.Collections;
using System.Net;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.House;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

/// <summary>Law 2: a module can be left out, and every other one works. The modules are those that the catalog found.</summary>
public abstract class LeavingModulesOut(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task With_its_feature_off_a_module_is_gone_and_the_others_work()
    {
        await using var fresh = await hub.FreshAsync();
        using var maren = await fresh.AsAsync(Cast.Maren);
        var catalog = fresh.Services.GetRequiredService<ModuleCatalog>();
        var modules = catalog.Modules.Where(m => m is { IsTheme: false, Manifest.IsAlwaysEnabled: false }).ToList();
        Assert.NotEmpty(modules);
        var routes = await Route.AllAsync(fresh);
        Assert.Contains(routes, r => r is { Feature: "PracticeHub.Engagement", Address: "/saved" });
        foreach (var module in modules)
        {
            var gone = catalog.Dependents(module).Append(module).Select(m => m.Id).ToHashSet();
            var before = await EnabledAsync(fresh);
            await SwitchAsync(fresh, features => features.DisableAsync(module.Id, Ct));
            foreach (var route in routes.Where(r => r.Feature is { } feature && gone.Contains(feature)))
            {
                using var request = new HttpRequestMessage(new(route.Method), route.Address);
                using var answer = await maren.Http.SendAsync(request, Ct);
                Assert.True(answer.StatusCode == HttpStatusCode.NotFound, $"{module.Id} is off, but {route.Method} {route.Address} answers {answer.StatusCode}.");
            }

            Assert.DoesNotContain(Contributed(fresh), c => gone.Contains(c.Feature));
            await OthersWorkAsync(fresh, maren, module.Id);
            foreach (var id in before.Where(gone.Contains))
            {
                await SwitchAsync(fresh, features => features.EnableAsync(id, Ct));
            }

            Assert.Equal(before.Order(), (await EnabledAsync(fresh)).Order());
        }
    }

    private static async Task OthersWorkAsync(TestHub fresh, Browser maren, string off)
    {
        var entries = await fresh.InScopeAsync(services => Task.FromResult(services.GetRequiredService<CurrentHub>().All<MenuEntry>().ToList()));
        foreach (var entry in entries.Where(e => e.Href.StartsWith('/')))
        {
            var page = await maren.GetAsync(entry.Href);
            Assert.True(page.Status == HttpStatusCode.OK, $"{off} is off, and {entry.Href} answers {page.Status}.");
        }
    }

    /// <summary>Everything that the scope of a request hands out, whatever it is.</summary>
    private static List<Contribution> Contributed(TestHub fresh)
    {
        using var scope = fresh.Services.CreateScope();
        var (hub, catalog) = (scope.ServiceProvider.GetRequiredService<CurrentHub>(), fresh.Services.GetRequiredService<ModuleCatalog>());
        var all = (IEnumerable<IGrouping<Type, Contribution>>)typeof(ModuleCatalog).GetField("_contributions", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(catalog)!;
        return [.. all.SelectMany(contract => contract.Where(c => Hands(hub, c)))];
    }

    private static bool Hands(CurrentHub hub, Contribution contribution)
    {
        var method = contribution.Value is null ? nameof(CurrentHub.Services) : nameof(CurrentHub.All);
        var handed = (IEnumerable)typeof(CurrentHub).GetMethod(method, 1, [])!.MakeGenericMethod(contribution.Contract).Invoke(hub, null)!;
        return handed.Cast<object>().Any(one => contribution.Value is null ? one.GetType() == contribution.Implementation : ReferenceEquals(one, contribution.Value));
    }

    private static Task<List<string>> EnabledAsync(TestHub fresh) => Task.FromResult(fresh.Services.GetRequiredService<Kernel.Modules.Hub>().State.Features.ToList());

    private static async Task SwitchAsync(TestHub fresh, Func<FeatureSwitch, Task<Kernel.Refusal?>> how)
    {
        await fresh.InScopeAsync(async services =>
        {
            Assert.Null(await how(services.GetRequiredService<FeatureSwitch>()));
            return await services.GetRequiredService<HubDb>().SaveChangesAsync(Ct);
        });
        await fresh.Services.GetRequiredService<Kernel.Modules.Hub>().ReloadAsync(Ct);
    }

    public sealed class OnSqlite(SqliteHub hub) : LeavingModulesOut(hub);

    public sealed class OnPostgres(PostgresHub hub) : LeavingModulesOut(hub);
}
