using PracticeHub.Kernel;

namespace PracticeHub.Media.Features.Storage;

/// <summary>
/// Keeps what is in files on disk, under ids that the hub makes and never under a name that somebody gave. A file is written under
/// another name and moved when it is whole, before its row is saved: after a crash it is whole or not there.
/// </summary>
public sealed class DiskStore(MediaOptions options)
{
    private const int BufferSize = 1 << 16;
    private const string Unfinished = ".part";

    internal async Task WriteAsync(string contentId, Stream content, CancellationToken ct)
    {
        var place = PlaceOf(contentId);
        Directory.CreateDirectory(Path.GetDirectoryName(place)!);
        content.Position = 0;
        try
        {
            await using (var file = new FileStream(place + Unfinished, FileMode.Create, FileAccess.Write, FileShare.None, BufferSize, FileOptions.Asynchronous))
            {
                await content.CopyToAsync(file, BufferSize, ct);
                file.Flush(flushToDisk: true);
            }

            File.Move(place + Unfinished, place, overwrite: true);
        }
        catch
        {
            File.Delete(place + Unfinished);
            throw;
        }
    }

    /// <summary>Null for what is not here but in the database.</summary>
    internal Stream? Open(string contentId)
    {
        try
        {
            return new FileStream(PlaceOf(contentId), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, BufferSize, FileOptions.Asynchronous);
        }
        catch (IOException missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    internal void Delete(string contentId)
    {
        var place = PlaceOf(contentId);
        if (Directory.Exists(Path.GetDirectoryName(place)))
        {
            File.Delete(place);
            File.Delete(place + Unfinished);
        }
    }

    /// <summary>The ids of what was written before; files that were never finished included.</summary>
    internal IEnumerable<string> OlderThan(DateTimeOffset at) => !Directory.Exists(options.Folder) ? []
        : Directory.EnumerateDirectories(options.Folder, "??").SelectMany(Directory.EnumerateFiles)
            .Where(file => File.GetLastWriteTimeUtc(file) < at.UtcDateTime).Select(file => Path.GetFileName(file).Replace(Unfinished, "", StringComparison.Ordinal))
            .Where(id => id.Length == Ids.Length).Distinct();

    /// <summary>Spread by the random end of an id: its beginning is the time.</summary>
    private string PlaceOf(string contentId)
    {
        if (contentId.Length != Ids.Length || !contentId.All(char.IsAsciiLetterOrDigit))
        {
            throw new ArgumentException("This is no id of the hub's.", nameof(contentId));
        }

        return Path.Combine(options.Folder, contentId[^2..], contentId);
    }
}
