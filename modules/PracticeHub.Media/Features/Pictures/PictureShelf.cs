using PracticeHub.Media.Features.Library;
using PracticeHub.Media.Features.Storage;

namespace PracticeHub.Media.Features.Pictures;

/// <summary>Keeps pictures at their smaller sizes, beside the files on disk and by what is in them, so that none is ever old.</summary>
public sealed class PictureShelf(MediaOptions options) : IDisposable
{
    private const int AtOnce = 2;
    private readonly SemaphoreSlim _desks = new(AtOnce);

    /// <summary>The picture at this size, as WebP; null when it cannot be made, and is then shown as it is.</summary>
    /// <param name="open">The picture; asked only when its size is not kept yet.</param>
    internal async Task<Stream?> FindAsync(MediaFile file, (int Width, int Height) size, Func<Stream> open, CancellationToken ct)
    {
        var place = PlaceOf(file.Hash, size);
        if (!File.Exists(place))
        {
            // Pictures are large in memory: few are worked on at a time.
            await _desks.WaitAsync(ct);
            try
            {
                await MakeAsync(place, size, open, ct);
            }
            finally
            {
                _desks.Release();
            }
        }

        return File.Exists(place) ? new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous) : null;
    }

    /// <summary>Throws away all sizes of a picture; if another file is the same picture, they are made again.</summary>
    internal void Forget(string hash)
    {
        var folder = FolderOf(hash);
        if (Directory.Exists(folder))
        {
            Directory.EnumerateFiles(folder, $"{hash}-*.webp").ToList().ForEach(File.Delete);
        }
    }

    /// <summary>Whether a picture can be taken; see <see cref="Picture.FaultOf"/>.</summary>
    internal async Task<Kernel.Refusal?> FaultOfAsync(byte[] content, CancellationToken ct)
    {
        await _desks.WaitAsync(ct);
        try
        {
            return Picture.FaultOf(content);
        }
        finally
        {
            _desks.Release();
        }
    }

    public void Dispose() => _desks.Dispose();

    private string FolderOf(string hash) => Path.Combine(options.Folder, "sizes", hash[..2]);

    private string PlaceOf(string hash, (int Width, int Height) size) => Path.Combine(FolderOf(hash), $"{hash}-{size.Width}x{size.Height}.webp");

    private static async Task MakeAsync(string place, (int Width, int Height) size, Func<Stream> open, CancellationToken ct)
    {
        if (File.Exists(place))
        {
            return;
        }

        await using var stream = open();
        using var content = new MemoryStream();
        await stream.CopyToAsync(content, ct);
        if (Picture.Resized(content.ToArray(), size) is { } narrow)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            var unfinished = $"{place}.{Guid.NewGuid():N}";
            await File.WriteAllBytesAsync(unfinished, narrow, ct);
            File.Move(unfinished, place, overwrite: true);
        }
    }
}
