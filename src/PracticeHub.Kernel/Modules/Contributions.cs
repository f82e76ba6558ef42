namespace PracticeHub.Kernel.Modules;

/// <summary>Something that a feature adds to the hub: a value, or a service type to be made by the container.</summary>
public sealed record Contribution(string Feature, Type Contract, object? Value, Type? Implementation);

/// <summary>Collects what one feature adds; the catalog hands out only what belongs to features that are on.</summary>
public sealed class Contributions(string feature)
{
    private readonly List<Contribution> _all = [];

    public IReadOnlyList<Contribution> All => _all;

    public Contributions Add<T>(T value) where T : notnull
    {
        _all.Add(new(feature, typeof(T), value, null));
        return this;
    }

    public Contributions Add<T>(IEnumerable<T> values) where T : notnull
    {
        foreach (var value in values)
        {
            Add(value);
        }

        return this;
    }

    /// <summary>A service that implements a seam of the kernel; made anew in each scope that asks.</summary>
    public Contributions AddService<TContract, TImplementation>() where TImplementation : class, TContract
    {
        _all.Add(new(feature, typeof(TContract), null, typeof(TImplementation)));
        return this;
    }
}
