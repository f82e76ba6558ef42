using System.IO.Compression;
using System.Text.Encodings.Web;
using System.Text.Json;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Recipes.Exports;

/// <summary>Writes the hub, or what was chosen of it, as a recipe that this hub and Orchard Core read.</summary>
public sealed class RecipeExporter(CurrentHub hub, TimeProvider clock)
{
    private const string RecipeFile = "Recipe.json";

    private static readonly JsonWriterOptions Readable = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>What can be exported, in the order in which it is written.</summary>
    public IEnumerable<IExport> Parts => hub.Services<IExport>().OrderBy(e => e.Order);

    /// <summary>A zip of the recipe and the files that it names.</summary>
    public async Task<ExportRun> WriteZipAsync(Stream to, ExportChoice choice, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        ExportRun run;
        await using (var recipe = await zip.CreateEntry(RecipeFile).OpenAsync(ct))
        {
            run = await WriteAsync(recipe, choice, ct);
        }

        foreach (var (path, open) in run.Files)
        {
            await using var file = await zip.CreateEntry(path).OpenAsync(ct);
            await using var content = open();
            await content.CopyToAsync(file, ct);
        }

        return run;
    }

    /// <summary>The recipe alone.</summary>
    public async Task<ExportRun> WriteAsync(Stream to, ExportChoice choice, CancellationToken ct)
    {
        await using var json = new Utf8JsonWriter(to, Readable);
        json.WriteStartObject();
        json.WriteString("name", "");
        json.WriteString("displayName", hub.State.Site.SiteName);
        json.WriteString("description", "");
        json.WriteBoolean("issetuprecipe", false);
        json.WriteBoolean(Recipe.Expressions, false);
        json.WriteString("exportUtc", clock.GetUtcNow().UtcDateTime);
        json.WriteStartObject("variables");
        json.WriteEndObject();
        json.WriteStartArray("steps");
        var run = new ExportRun(json, choice);
        foreach (var export in Parts.Where(e => choice.Parts?.Contains(e.Name) is not false))
        {
            await export.WriteAsync(run, ct);
            await json.FlushAsync(ct);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        return run;
    }
}
