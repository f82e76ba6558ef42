using PracticeHub.Media.Features.Library;
using PracticeHub.Media.Features.Storage;

namespace PracticeHub.Media.Features.Pictures;

/// <summary>Keeps pictures at their smaller sizes, beside the files on disk and by what is in them, so that none is ever old.</summary>
public sealed class PictureShelf(MediaOptions options) : IDisposable
{
    private const int AtOnce = 2;

    /// <summary>Of those with more pixels one at a time is decoded: it may take half a gigabyte.</summary>
    private const long ManyPixels = 12_000_000;

    private readonly SemaphoreSlim _desks = new(AtOnce);
    private readonly SemaphoreSlim _large = new(1);

    /// <summary>The picture at this size, as WebP; null when it cannot be made, and is then shown as it is.</summary>
    /// <param name="open">The picture; asked only when its size is not kept yet.</param>
    internal async Task<Stream?> FindAsync(MediaFile file, PictureCut cut, Func<Stream> open, CancellationToken ct)
    {
        var place = PlaceOf(file.Hash, cut);
        if (!File.Exists(place))
        {
            using var desk = await SitDownAsync(ct);
            await desk.MakeAsync(place, cut, open, ct);
        }

        return new FileInfo(place) is { Exists: true, Length: > 0 } ? new FileStream(place, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1 << 16, FileOptions.Asynchronous) : null;
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

    /// <summary>Pictures are large in memory: few are worked on at a time, and the others wait.</summary>
    internal async Task<Desk> SitDownAsync(CancellationToken ct)
    {
        await _desks.WaitAsync(ct);
        return new(this);
    }

    public void Dispose()
    {
        _desks.Dispose();
        _large.Dispose();
    }

    private string FolderOf(string hash) => Path.Combine(options.Folder, "sizes", hash[..2]);

    private string PlaceOf(string hash, PictureCut cut) => Path.Combine(FolderOf(hash), $"{hash}-{cut.Name}.webp");

    /// <summary>A place to work on one picture.</summary>
    internal sealed class Desk(PictureShelf shelf) : IDisposable
    {
        /// <summary>Whether a picture can be taken; see <see cref="Picture.FaultOf"/>.</summary>
        public Task<Kernel.Refusal?> FaultOfAsync(byte[] content, CancellationToken ct) => AloneIfLargeAsync(content, () => Picture.FaultOf(content), ct);

        public async Task MakeAsync(string place, PictureCut cut, Func<Stream> open, CancellationToken ct)
        {
            if (File.Exists(place))
            {
                return;
            }

            await using var stream = open();
            using var content = new MemoryStream();
            await stream.CopyToAsync(content, ct);
            var whole = content.ToArray();
            // What cannot be shown at this size is not tried again and again: an empty file says so.
            var narrow = await AloneIfLargeAsync(whole, () => Picture.Resized(whole, cut), ct) ?? [];
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            var unfinished = $"{place}.{Guid.NewGuid():N}";
            await File.WriteAllBytesAsync(unfinished, narrow, ct);
            File.Move(unfinished, place, overwrite: true);
        }

        public void Dispose() => shelf._desks.Release();

        private async Task<T> AloneIfLargeAsync<T>(byte[] content, Func<T> work, CancellationToken ct)
        {
            if (PictureHead.Of(content) is not { Pixels: > ManyPixels })
            {
                return work();
            }

            await shelf._large.WaitAsync(ct);
            try
            {
                return work();
            }
            finally
            {
                shelf._large.Release();
            }
        }
    }
}
