using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Modules;

/// <summary>The one object on which a running hub hangs.</summary>
public sealed class Hub(ModuleCatalog catalog, IServiceScopeFactory scopes)
{
    private long _heard;

    public ModuleCatalog Catalog => catalog;

    public HubState State { get; private set; } = HubState.Empty;

    /// <summary>Reads the state anew: at start, and after somebody changed it here or on another node.</summary>
    public async Task ReloadAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<HubDb>();
        // First, so that what is said meanwhile is heard the next time.
        _heard = await NewestAsync(db, ct);
        State = await HubStateReader.ReadAsync(db, catalog, ct);
    }

    /// <summary>Reads the state anew if the log tells of a change of the hub itself, made on whichever node.</summary>
    public async Task FollowAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        if (await NewestAsync(scope.ServiceProvider.GetRequiredService<HubDb>(), ct) != _heard)
        {
            await ReloadAsync(ct);
        }
    }

    /// <summary>Deeds that concern no item concern the hub.</summary>
    private static async Task<long> NewestAsync(HubDb db, CancellationToken ct) => await db.Activities.Where(a => a.ItemId == null).MaxAsync(a => (long?)a.Id, ct) ?? 0;
}

/// <summary>
/// The hub as this scope sees it. A recipe changes features and definitions inside its transaction and goes on with them
/// before anybody else may see them.
/// </summary>
public sealed class CurrentHub(Hub hub, IServiceProvider services)
{
    private HubState? _own;

    public ModuleCatalog Catalog => hub.Catalog;

    public HubState State => _own ?? hub.State;

    /// <summary>The values that features which are on have contributed.</summary>
    public IEnumerable<T> All<T>() => Enabled<T>().Select(c => (T)c.Value!);

    /// <summary>The services that features which are on have contributed, made in this scope.</summary>
    public IEnumerable<T> Services<T>() => Enabled<T>().Select(Make<T>);

    /// <summary>Those of them that are also something narrower; the others are not made.</summary>
    public IEnumerable<TNarrow> Services<T, TNarrow>() where TNarrow : T =>
        Enabled<T>().Where(c => (c.Implementation ?? c.Value!.GetType()).IsAssignableTo(typeof(TNarrow))).Select(c => (TNarrow)Make<T>(c)!);

    /// <summary>The one among them whose class has this name; the others are not made.</summary>
    public T? Service<T>(string name) where T : class =>
        Enabled<T>().Where(c => (c.Implementation ?? c.Value!.GetType()).Name == name).Select(Make<T>).FirstOrDefault();

    /// <summary>Reads the state again inside this scope's transaction, uncommitted changes included.</summary>
    public async Task RefreshAsync(CancellationToken ct) =>
        _own = await HubStateReader.ReadAsync(services.GetRequiredService<HubDb>(), hub.Catalog, ct);

    private T Make<T>(Contribution contribution) =>
        (T)(contribution.Value ?? ActivatorUtilities.GetServiceOrCreateInstance(services, contribution.Implementation!));

    private IEnumerable<Contribution> Enabled<T>() => hub.Catalog.Contributions<T>().Where(c => State.IsEnabled(c.Feature));
}
