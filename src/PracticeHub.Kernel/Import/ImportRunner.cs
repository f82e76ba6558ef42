using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Import;

/// <summary>Carries out an import: all of it or, when it fails or is cancelled, nothing.</summary>
public sealed class ImportRunner(HubDb db, CurrentHub hub, Tallies tallies, TimeProvider clock)
{
    public IEnumerable<IImporter> All => hub.Services<IImporter>().OrderBy(importer => importer.Name, StringComparer.Ordinal);

    /// <exception cref="ImportException">What is wrong; nothing was changed.</exception>
    public async Task<ImportReport> RunAsync(string name, ImportRequest request, TextWriter progress, CancellationToken ct)
    {
        var importer = All.FirstOrDefault(i => i.Name == name)
            ?? throw new ImportException($"No feature that is on imports {name}. There is: {string.Join(", ", All.Select(i => i.Name))}.");
        if (!Path.Exists(request.Path))
        {
            throw new ImportException($"There is no file or folder {request.Path}.");
        }

        return await db.InTransactionAsync(async () =>
        {
            // Counts are rows that every writer needs: they are written last, so that nobody waits for the whole import.
            using (tallies.Hold())
            {
                var report = await importer.ImportAsync(request, progress, ct);
                db.RecordForHub("import.run", Writer.Operator, clock.GetUtcNow(), $"{name}: {Path.GetFileName(request.Path)}",
                    new HubChange("content", null, $"+{report.Taken} ~{report.Updated} ={report.Unchanged}"));
                await db.SaveChangesAsync(ct);
                await tallies.WriteAsync(ct);
                return report;
            }
        }, ct);
    }
}
