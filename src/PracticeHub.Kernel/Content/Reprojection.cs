using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Content;

/// <summary>Fills the read models of many items again from what is stored: after a change of definitions, or by <c>reindex</c>.</summary>
public sealed class Reprojection(IServiceScopeFactory scopes)
{
    private const int BatchSize = 100;

    /// <summary>A transaction for each hundred, so that others go on meanwhile; running it again does no harm.</summary>
    /// <param name="type">Only items of this type; null for all.</param>
    /// <param name="most">Stops after so many.</param>
    /// <returns>How many are left.</returns>
    public async Task<int> RunAsync(string? type, int most, CancellationToken ct, IProgress<int>? progress = null)
    {
        var (after, done) = ("", 0);
        while (done < most)
        {
            await using var scope = scopes.CreateAsyncScope();
            var (db, store) = (scope.ServiceProvider.GetRequiredService<HubDb>(), scope.ServiceProvider.GetRequiredService<ContentStore>());
            var ids = await Heads(db, type, after).Take(BatchSize).ToListAsync(ct);
            if (ids.Count == 0)
            {
                return 0;
            }

            foreach (var id in ids)
            {
                await store.ReprojectAsync(id, ct);
            }

            await db.SaveChangesAsync(ct);
            (after, done) = (ids[^1], done + ids.Count);
            progress?.Report(done);
        }

        await using var last = scopes.CreateAsyncScope();
        return await Heads(last.ServiceProvider.GetRequiredService<HubDb>(), type, after).CountAsync(ct);
    }

    private static IQueryable<string> Heads(HubDb db, string? type, string after) => db.Set<ContentHead>()
        .Where(h => (type == null || h.Type == type) && string.Compare(h.ItemId, after) > 0).OrderBy(h => h.ItemId).Select(h => h.ItemId);
}
