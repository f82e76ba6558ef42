using System.Runtime.InteropServices;
using PracticeHub.Kernel;

namespace PracticeHub.Media.Features.Pictures;

/// <summary>Looks into pictures and makes them smaller. Nothing is decoded before it was asked how much memory that takes.</summary>
internal static class Picture
{
    /// <summary>More is not decoded: four bytes each are in memory at once.</summary>
    private const long MostPixels = 50_000_000;
    /// <summary>Cameras and programs make a dozen at most; each costs as much time as the whole picture.</summary>
    private const int MostScans = 40;
    private const int Quality = 82;

    private static readonly Refusal Broken = new("broken-picture", "This picture is broken, or not all of it has come.");

    /// <summary>The size of a picture, upright, if it can be shown at other sizes; zeros otherwise. What may move is shown as it is.</summary>
    public static (int Width, int Height) SizeOf(byte[] content) =>
        Gd.IsHere && content is not [(byte)'G', ..] && PictureHead.Of(content) is { Pixels: <= MostPixels, Scans: <= MostScans } head && !IsMoving(content) ? head.Upright : default;

    /// <summary>Why the picture cannot be taken; null when all of it can be shown.</summary>
    public static Refusal? FaultOf(byte[] content)
    {
        if (PictureHead.Of(content) is not { } head)
        {
            return Broken;
        }

        if (head.Pixels > MostPixels)
        {
            return new("too-many-pixels", "This picture has {0} × {1} pixels, more than the hub can show. Make it smaller first.", head.Width, head.Height);
        }

        if (head.Scans > MostScans)
        {
            return Broken;
        }

        if (!Gd.IsHere || IsMoving(content))
        {
            return null;
        }

        var image = Decode(content);
        Destroy(image);
        return image == 0 ? Broken : null;
    }

    /// <summary>The picture as WebP, upright, without what it says of place and camera; null when it cannot be decoded.</summary>
    /// <param name="cut">No larger than the picture's own.</param>
    public static byte[]? Resized(byte[] content, PictureCut cut)
    {
        if (PictureHead.Of(content) is not { Pixels: <= MostPixels, Scans: <= MostScans } head || Decode(content) is not (not 0 and var whole))
        {
            return null;
        }

        nint narrow = 0, turned = 0;
        try
        {
            narrow = Resampled(whole, head, AsStored(cut, head.Turn));
            turned = narrow == 0 ? 0 : Turned(narrow, head.Turn);
            return turned == 0 ? null : Encoded(turned);
        }
        finally
        {
            Destroy(whole);
            Destroy(narrow);
            Destroy(turned == narrow ? 0 : turned);
        }
    }

    private static nint Decode(byte[] content) => content[0] switch
    {
        0xff => Gd.FromJpeg(content.Length, content, ignoresWarnings: 0),
        0x89 => Gd.FromPng(content.Length, content),
        (byte)'G' => Gd.FromGif(content.Length, content),
        _ => Gd.FromWebp(content.Length, content),
    };

    private static nint Resampled(nint whole, PictureHead head, PictureCut cut)
    {
        var narrow = Gd.New(cut.Width, cut.Height);
        if (narrow != 0)
        {
            _ = Gd.ToTrueColor(whole);
            Gd.Blend(narrow, 0);
            Gd.SaveAlpha(narrow, 1);
            var scale = Math.Min((double)head.Width / cut.Width, (double)head.Height / cut.Height);
            var (width, height) = (Cut(cut.Width, scale, head.Width), Cut(cut.Height, scale, head.Height));
            var (left, top) = (Begin(cut.Across, width, head.Width), Begin(cut.Down, height, head.Height));
            Gd.CopyResampled(narrow, whole, 0, 0, left, top, cut.Width, cut.Height, width, height);
        }

        return narrow;
    }

    /// <summary>How much of a side is shown; a pixel that rounding would cut off is not.</summary>
    private static int Cut(int side, double scale, int whole)
    {
        var cut = (int)Math.Round(side * scale);
        return cut >= whole - scale ? whole : Math.Max(1, cut);
    }

    /// <summary>Where a stretch of a side begins, so that the point is in its middle as far as the picture reaches.</summary>
    private static int Begin(int place, int length, int whole) => Math.Clamp((whole * place / PictureCut.Last) - (length / 2), 0, whole - length);

    /// <summary>The cut in the picture as it is stored, before it is mirrored and turned.</summary>
    private static PictureCut AsStored(PictureCut cut, int turn)
    {
        var (across, down) = turn switch
        {
            2 => (Other(cut.Across), cut.Down),
            3 => (Other(cut.Across), Other(cut.Down)),
            4 => (cut.Across, Other(cut.Down)),
            5 => (cut.Down, cut.Across),
            6 => (cut.Down, Other(cut.Across)),
            7 => (Other(cut.Down), Other(cut.Across)),
            8 => (Other(cut.Down), cut.Across),
            _ => (cut.Across, cut.Down),
        };
        return (turn >= 5 ? new PictureCut(cut.Height, cut.Width) : cut) with { Across = across, Down = down };

        static int Other(int place) => PictureCut.Last - place;
    }

    /// <summary>As the camera was held: mirrored first, then turned.</summary>
    private static nint Turned(nint image, int turn)
    {
        if (turn is 2 or 4 or 5 or 7)
        {
            Gd.Mirror(image);
        }

        var leftwards = turn switch { 3 or 4 => 180f, 5 or 8 => 90f, 6 or 7 => 270f, _ => 0f };
        var turned = leftwards == 0 ? image : Gd.Rotate(image, leftwards, 0);
        if (turned != 0)
        {
            Gd.SaveAlpha(turned, 1);
        }

        return turned;
    }

    private static byte[]? Encoded(nint image)
    {
        var data = Gd.ToWebp(image, out var size, Quality);
        if (data == 0)
        {
            return null;
        }

        var encoded = new byte[size];
        Marshal.Copy(data, encoded, 0, size);
        Gd.Free(data);
        return encoded;
    }

    private static void Destroy(nint image)
    {
        if (image != 0)
        {
            Gd.Destroy(image);
        }
    }

    /// <summary>A film in WebP or PNG; decoding would stop it.</summary>
    private static bool IsMoving(ReadOnlySpan<byte> content) => content[..Math.Min(content.Length, 200)] is var head
        && (head.IndexOf("ANIM"u8) is > 0 and < 60 && head.StartsWith("RIFF"u8) || (head.IndexOf("acTL"u8) > 0 && head.StartsWith((ReadOnlySpan<byte>)[0x89])));
}
