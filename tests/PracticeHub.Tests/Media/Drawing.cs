using System.Runtime.InteropServices;
using PracticeHub.Media.Features.Pictures;

namespace PracticeHub.Tests.Media;

/// <summary>Makes and looks at pictures that the hub does not make itself.</summary>
internal static class Drawing
{
    public static byte[] JpegOf(byte[] png)
    {
        var image = Gd.FromPng(png.Length, png);
        var data = gdImageJpegPtr(image, out var size, 95);
        var jpeg = new byte[size];
        Marshal.Copy(data, jpeg, 0, size);
        Gd.Free(data);
        Gd.Destroy(image);
        return jpeg;
    }

    /// <summary>Red, green and blue of a pixel of a picture in WebP.</summary>
    public static (int Red, int Green, int Blue) PixelOf(byte[] webp, int x, int y)
    {
        var image = Gd.FromWebp(webp.Length, webp);
        var pixel = gdImageGetTrueColorPixel(image, x, y);
        Gd.Destroy(image);
        return ((pixel >> 16) & 255, (pixel >> 8) & 255, pixel & 255);
    }

    [DllImport("libgd.so.3")]
    private static extern nint gdImageJpegPtr(nint image, out int size, int quality);

    [DllImport("libgd.so.3")]
    private static extern int gdImageGetTrueColorPixel(nint image, int x, int y);
}
