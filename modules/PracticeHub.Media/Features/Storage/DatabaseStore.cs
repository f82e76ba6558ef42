using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Storage;

/// <summary>Keeps what is in files in the database, in chunks: it lands with its row or not at all.</summary>
public sealed class DatabaseStore(HubDb db)
{
    /// <summary>In the transaction that is open; never more than a chunk of it is in memory.</summary>
    internal async Task WriteAsync(string contentId, Stream content, CancellationToken ct)
    {
        content.Position = 0;
        var buffer = new byte[MediaChunk.Size];
        for (var number = 0; ; number++)
        {
            var length = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct);
            if (length == 0)
            {
                return;
            }

            var bytes = length == buffer.Length ? buffer : buffer[..length];
            await db.Database.ExecuteSqlAsync($"INSERT INTO media_chunk (content_id, number, bytes) VALUES ({contentId}, {number}, {bytes})", ct);
        }
    }

    internal Stream Open(MediaFile file) => new ChunkStream(db, file.ContentId, file.Size);

    internal Task DeleteAsync(string contentId, CancellationToken ct) => db.Set<MediaChunk>().Where(c => c.ContentId == contentId).ExecuteDeleteAsync(ct);
}
