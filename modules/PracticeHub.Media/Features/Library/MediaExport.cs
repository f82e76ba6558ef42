using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes.Exports;

namespace PracticeHub.Media.Features.Library;

/// <summary>The files of the library, beside the recipe; with chosen items, those that the items show.</summary>
internal sealed class MediaExport(HubDb db, MediaLibrary library) : IExport
{
    public string Name => "media";

    public string Label => "Files";

    public int Order => 45;

    public async Task WriteAsync(ExportRun run, CancellationToken ct)
    {
        var files = db.MediaFiles.AsNoTracking();
        if (run.Choice.Items?.ToList() is { } items)
        {
            files = files.Where(f => db.Set<MediaUse>().Any(u => u.Path == f.Path && items.Contains(u.ItemId)));
        }

        var all = await files.OrderBy(f => f.Path).ToListAsync(ct);
        run.Step(new() { ["name"] = "media", ["Files"] = new JsonArray([.. all.Select(EntryOf)]) });
        all.ForEach(file => run.File(file.Path, () => library.Open(file)));
        run.Count("files", all.Count);
    }

    /// <summary>What one sees in a picture is the hub's own addition.</summary>
    private static JsonObject EntryOf(MediaFile file)
    {
        var entry = new JsonObject { ["SourcePath"] = file.Path, ["TargetPath"] = file.Path };
        if (file.Alt.Length > 0)
        {
            entry["Alt"] = file.Alt;
        }

        return entry;
    }
}
