using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Modules;

/// <summary>The one object on which a running hub hangs.</summary>
public sealed class Hub(ModuleCatalog catalog, IServiceScopeFactory scopes)
{
    public ModuleCatalog Catalog => catalog;

    public HubState State { get; private set; } = HubState.Empty;

    /// <summary>Reads the state anew: at start, and after somebody changed it here or on another node.</summary>
    public async Task ReloadAsync(CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        State = await HubStateReader.ReadAsync(scope.ServiceProvider.GetRequiredService<HubDb>(), catalog, ct);
    }
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
    public IEnumerable<T> Services<T>() =>
        Enabled<T>().Select(c => (T)(c.Value ?? ActivatorUtilities.GetServiceOrCreateInstance(services, c.Implementation!)));

    /// <summary>Reads the state again inside this scope's transaction, uncommitted changes included.</summary>
    public async Task RefreshAsync(CancellationToken ct) =>
        _own = await HubStateReader.ReadAsync(services.GetRequiredService<HubDb>(), hub.Catalog, ct);

    private IEnumerable<Contribution> Enabled<T>() => hub.Catalog.Contributions<T>().Where(c => State.IsEnabled(c.Feature));
}
