using System.Buffers.Binary;

namespace PracticeHub.Media.Features.Pictures;

/// <summary>
/// Takes out of a picture what it says of where, when and with what it was taken, without touching what one sees: the way up and the
/// colours stay. What cannot be read is left as it came.
/// </summary>
internal static class PictureSecrets
{
    private const byte StartOfScan = 0xda, EndOfImage = 0xd9;

    private static readonly string[] SecretChunks = ["eXIf", "tEXt", "zTXt", "iTXt", "tIME"];

    public static byte[] RemoveFrom(byte[] content, string contentType) => contentType switch
    {
        "image/jpeg" => FromJpeg(content, PictureHead.Of(content)?.Turn ?? 1),
        "image/png" => FromPng(content),
        "image/webp" => FromWebp(content),
        _ => content,
    };

    private static byte[] FromJpeg(ReadOnlySpan<byte> content, int turn)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(content[..2]);
        if (turn != 1)
        {
            kept.Write([0xff, 0xe1, 0, 34, .. "Exif\0\0MM\0*\0\0\0\u0008\0\u0001\u0001\u0012\0\u0003\0\0\0\u0001\0"u8, (byte)turn, 0, 0, 0, 0, 0, 0]);
        }

        var at = 2;
        while (at + 4 <= content.Length && content[at] == 0xff)
        {
            var marker = content[at + 1];
            if (marker == EndOfImage)
            {
                // Phones put films and further pictures behind it.
                kept.Write(content.Slice(at, 2));
                return kept.ToArray();
            }

            var end = at + 2 + BinaryPrimitives.ReadUInt16BigEndian(content[(at + 2)..]);
            end = marker == StartOfScan ? EndOfScan(content, end) : end;
            if (end > content.Length)
            {
                break;
            }

            if (IsKept(marker, content[at..end]))
            {
                kept.Write(content[at..end]);
            }

            at = end;
        }

        kept.Write(content[Math.Min(at, content.Length)..]);
        return kept.ToArray();
    }

    /// <summary>How the picture is coded and its colours, but no notes of cameras and programs.</summary>
    private static bool IsKept(byte marker, ReadOnlySpan<byte> segment) => marker switch
    {
        0xe0 or 0xee => true,
        0xe2 => segment[4..].StartsWith("ICC_PROFILE"u8),
        (> 0xe0 and <= 0xef) or 0xfe => false,
        _ => true,
    };

    private static int EndOfScan(ReadOnlySpan<byte> content, int at)
    {
        while (at + 1 < content.Length && !(content[at] == 0xff && content[at + 1] is not (0 or (>= 0xd0 and <= 0xd7) or 0xff)))
        {
            at++;
        }

        return at;
    }

    private static byte[] FromPng(ReadOnlySpan<byte> content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(content[..8]);
        for (var at = 8; at + 12 <= content.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(content[at..]) + 12L;
            if (length > content.Length - at)
            {
                return content.ToArray();
            }

            var chunk = content.Slice(at, (int)length);
            var name = System.Text.Encoding.ASCII.GetString(chunk.Slice(4, 4));
            kept.Write(SecretChunks.Contains(name) ? [] : chunk);
            at += chunk.Length;
            if (name == "IEND")
            {
                break;
            }
        }

        return kept.ToArray();
    }

    private static byte[] FromWebp(ReadOnlySpan<byte> content)
    {
        using var kept = new MemoryStream(content.Length);
        kept.Write(content[..12]);
        for (var at = 12; at + 8 <= content.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32LittleEndian(content[(at + 4)..]) + 8L;
            length += length & 1;
            var chunk = content[at..(int)Math.Min(content.Length, at + length)];
            if (!chunk.StartsWith("EXIF"u8) && !chunk.StartsWith("XMP "u8))
            {
                kept.Write(chunk);
            }

            at += chunk.Length;
        }

        var result = kept.ToArray();
        BinaryPrimitives.WriteUInt32LittleEndian(result.AsSpan(4), (uint)result.Length - 8);
        if (result.AsSpan(12).StartsWith("VP8X"u8) && result.Length > 20)
        {
            // It no longer says that there are notes.
            result[20] &= 0b1111_0011;
        }

        return result;
    }
}
