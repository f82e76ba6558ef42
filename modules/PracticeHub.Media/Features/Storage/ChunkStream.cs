using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Storage;

/// <summary>Reads a file chunk by chunk, from wherever one wants to begin.</summary>
internal sealed class ChunkStream(HubDb db, string contentId, int size) : Stream
{
    private byte[] _chunk = [];
    private int _number = -1;

    public override bool CanRead => true;
    public override bool CanSeek => true;
    public override bool CanWrite => false;
    public override long Length => size;
    public override long Position { get; set; }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position >= size || buffer.IsEmpty)
        {
            return 0;
        }

        var (number, offset) = ((int)(Position / MediaChunk.Size), (int)(Position % MediaChunk.Size));
        if (number != _number)
        {
            _chunk = await db.Set<MediaChunk>().Where(c => c.ContentId == contentId && c.Number == number).Select(c => c.Bytes).SingleAsync(cancellationToken);
            _number = number;
        }

        var count = Math.Min(buffer.Length, _chunk.Length - offset);
        _chunk.AsMemory(offset, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("A file is read asynchronously.");

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => Position + offset,
        _ => size + offset,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
