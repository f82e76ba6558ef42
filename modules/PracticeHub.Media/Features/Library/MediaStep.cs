using System.Text.Json.Nodes;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Media.Features.Pictures;
using PracticeHub.Media.Features.Storage;

namespace PracticeHub.Media.Features.Library;

/// <summary>Orchard Core's media step: files in the recipe itself or beside it. Nothing is fetched from other sites.</summary>
internal sealed class MediaStep(HubDb db, MediaLibrary library, MediaOptions options) : IRecipeStep
{
    public string Name => "media";

    public string LongList => "Files";

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var file in run.Items)
        {
            var path = file.Text("TargetPath") ?? file.Needed("Path");
            if (file.Text("Base64") is not { Length: > 0 } && file.Text("SourcePath") is { } source && run.Files.IsOutside(source))
            {
                run.LeaveOut(source, "The file lies outside of the folder that the recipe may read.");
                continue;
            }

            if (await ContentAsync(file, run, ct) is not { } content)
            {
                run.LeaveOut(path, "The hub fetches nothing from other sites while a recipe runs: put the file beside the recipe.");
                continue;
            }

            using var stream = new MemoryStream(content, writable: false);
            var pixels = MediaAddress.IsPicture(path) ? Picture.SizeOf(content) : default;
            var (hasChanged, refusal) = await library.PutAsync(path, stream, MediaRoom.OwnerIn(MediaPath.FolderOf(path), run.By.UserId), ct, file.Text("Alt"), pixels);
            if (refusal is not null)
            {
                throw new RecipeException($"{path}: {refusal.InEnglish}");
            }

            run.Tell();
            run.Count("files", hasChanged ? RecipeChange.Added : RecipeChange.Unchanged);
            db.ChangeTracker.Clear();
        }
    }

    private async Task<byte[]?> ContentAsync(JsonObject file, RecipeRun run, CancellationToken ct)
    {
        if (file.Text("Base64") is { Length: > 0 } base64)
        {
            try
            {
                return Convert.FromBase64String(base64);
            }
            catch (FormatException broken)
            {
                throw new RecipeException($"{file.Text("TargetPath") ?? file.Text("Path")}: its Base64 cannot be read.", broken);
            }
        }

        if (file.Text("SourcePath") is not { Length: > 0 } source)
        {
            return null;
        }

        await using var stream = run.Files.Open(source);
        using var content = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await stream.ReadAsync(buffer, ct)) > 0;)
        {
            content.Write(buffer, 0, read);
            if (content.Length > options.MostBytes)
            {
                throw new RecipeException($"{source} holds more than {options.MostMegabytes} MB.");
            }
        }

        return content.ToArray();
    }
}
