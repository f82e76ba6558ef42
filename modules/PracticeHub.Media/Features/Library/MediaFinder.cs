using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Fields;

namespace PracticeHub.Media.Features.Library;

/// <summary>Tells the editors of items which files there are for whoever writes.</summary>
internal sealed class MediaFinder(MediaLibrary library) : IMediaFinder
{
    public async Task<IReadOnlyDictionary<string, string>> TextsOfAsync(IReadOnlyCollection<string> paths, CancellationToken ct) =>
        await library.HadByMe.Where(f => paths.Contains(f.Path)).ToDictionaryAsync(f => f.Path, f => f.Alt, ct);
}
