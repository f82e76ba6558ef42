using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Modules;

/// <summary>Switches features on and off. What a feature needs comes with it; what needs it goes with it.</summary>
public sealed class FeatureSwitch(HubDb db, CurrentHub hub)
{
    /// <summary>Null when done, otherwise why not. The caller saves.</summary>
    public async Task<Refusal?> EnableAsync(string id, CancellationToken ct)
    {
        if (hub.Catalog.Find(id) is not { } module)
        {
            return new("unknown-feature", "There is no feature named {0}.", id) { Words = typeof(Words) };
        }

        foreach (var needed in hub.Catalog.WithDependencies(module))
        {
            await db.PutDocumentAsync(HubDocument.Feature, needed.Id, [], ct);
        }

        return null;
    }

    /// <inheritdoc cref="EnableAsync"/>
    public async Task<Refusal?> DisableAsync(string id, CancellationToken ct)
    {
        if (hub.Catalog.Find(id) is not { } module)
        {
            return new("unknown-feature", "There is no feature named {0}.", id) { Words = typeof(Words) };
        }

        var leaving = hub.Catalog.Dependents(module).Append(module).ToList();
        if (leaving.Find(m => m.Manifest.IsAlwaysEnabled) is { } needed)
        {
            return new("feature-needed", "{0} cannot be switched off: the hub cannot do without it.", needed.Manifest.Name) { Words = typeof(Words) };
        }

        foreach (var feature in leaving)
        {
            await db.RemoveDocumentAsync(HubDocument.Feature, feature.Id, ct);
        }

        return null;
    }
}
