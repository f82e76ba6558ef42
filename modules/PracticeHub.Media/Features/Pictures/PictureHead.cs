using System.Buffers.Binary;

namespace PracticeHub.Media.Features.Pictures;

/// <summary>What a picture says of itself before anything of it is decoded.</summary>
/// <param name="Width">In pixels, as they are stored.</param>
/// <param name="Turn">How the camera was held, from 1 to 8 as Exif has it; 1 is upright.</param>
internal sealed record PictureHead(int Width, int Height, int Turn)
{
    /// <summary>From 5 on what is stored lies on its side.</summary>
    public bool IsOnItsSide => Turn >= 5;

    /// <summary>The size as it is shown.</summary>
    public (int Width, int Height) Upright => IsOnItsSide ? (Height, Width) : (Width, Height);

    public long Pixels => (long)Width * Height;

    /// <summary>How often all of a JPEG is gone over while it is decoded, or more; nothing inside its data looks like the beginning of one.</summary>
    public int Scans { get; init; } = 1;

    /// <summary>Null for what is no picture of the four kinds, or has no size.</summary>
    public static PictureHead? Of(ReadOnlySpan<byte> content)
    {
        var head = content switch
        {
            [0xff, 0xd8, ..] => OfJpeg(content),
            [0x89, (byte)'P', (byte)'N', (byte)'G', ..] when content.Length >= 24 => Of(BinaryPrimitives.ReadInt32BigEndian(content[16..]), BinaryPrimitives.ReadInt32BigEndian(content[20..])),
            [(byte)'G', (byte)'I', (byte)'F', ..] when content.Length >= 10 => Of(BinaryPrimitives.ReadUInt16LittleEndian(content[6..]), BinaryPrimitives.ReadUInt16LittleEndian(content[8..])),
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', ..] when content.Length >= 30 => OfWebp(content[12..]),
            _ => null,
        };
        return head is { Width: > 0, Height: > 0 } ? head : null;
    }

    private static PictureHead Of(int width, int height, int turn = 1) => new(width, height, turn);

    /// <summary>
    /// Read as strictly as can be: where this and the library that decodes would see two different frames, somebody could have a small
    /// one checked and a giant one decoded. So there is nothing between segments, and nothing before the frame that has no length.
    /// </summary>
    private static PictureHead? OfJpeg(ReadOnlySpan<byte> content)
    {
        var turn = 1;
        for (var at = 2; at + 9 < content.Length && content[at] == 0xff;)
        {
            var (marker, length) = (content[at + 1], BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]));
            if (marker == 0xff)
            {
                // Any number of these may stand before a marker.
                at++;
                continue;
            }

            if (length < 2 || marker is < 0xc0 or (>= 0xd0 and <= 0xda))
            {
                return null;
            }

            // The frame's own header; three of these markers mean something else.
            if (marker is >= 0xc0 and <= 0xcf and not (0xc4 or 0xc8 or 0xcc))
            {
                return Of(BinaryPrimitives.ReadUInt16BigEndian(content[(at + 7)..]), BinaryPrimitives.ReadUInt16BigEndian(content[(at + 5)..]), turn) with { Scans = content.Count([(byte)0xff, (byte)0xda]) };
            }

            var end = Math.Min(content.Length, at + 2 + length);
            turn = marker == 0xe1 && content[(at + 4)..end].StartsWith("Exif\0\0"u8) ? TurnIn(content[(at + 10)..end]) : turn;
            at += 2 + length;
        }

        return null;
    }

    private static PictureHead? OfWebp(ReadOnlySpan<byte> chunk) => chunk[..4] switch
    {
        [.., (byte)'X'] => Of(1 + (chunk[12] | (chunk[13] << 8) | (chunk[14] << 16)), 1 + (chunk[15] | (chunk[16] << 8) | (chunk[17] << 16))),
        [.., (byte)'L'] => BinaryPrimitives.ReadUInt32LittleEndian(chunk[9..]) is var bits ? Of((int)(bits & 0x3fff) + 1, (int)((bits >> 14) & 0x3fff) + 1) : null,
        [.., (byte)' '] => Of(BinaryPrimitives.ReadUInt16LittleEndian(chunk[14..]) & 0x3fff, BinaryPrimitives.ReadUInt16LittleEndian(chunk[16..]) & 0x3fff),
        _ => null,
    };

    /// <summary>The entry 0x0112 of the first directory of the notes; 1 where there is none.</summary>
    private static int TurnIn(ReadOnlySpan<byte> notes)
    {
        var isLittle = notes.StartsWith("II"u8);
        int Short(ReadOnlySpan<byte> from) => isLittle ? BinaryPrimitives.ReadUInt16LittleEndian(from) : BinaryPrimitives.ReadUInt16BigEndian(from);
        if (notes.Length < 10)
        {
            return 1;
        }

        var first = isLittle ? BinaryPrimitives.ReadUInt32LittleEndian(notes[4..]) : BinaryPrimitives.ReadUInt32BigEndian(notes[4..]);
        if (first > notes.Length - 2)
        {
            return 1;
        }

        var entries = notes[(int)first..];
        for (var (left, at) = (Short(entries), 2); left > 0 && at + 12 <= entries.Length; left--, at += 12)
        {
            if (Short(entries[at..]) == 0x0112)
            {
                return Short(entries[(at + 8)..]) is >= 1 and <= 8 and var turn ? turn : 1;
            }
        }

        return 1;
    }
}
