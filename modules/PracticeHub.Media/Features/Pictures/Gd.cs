using System.Runtime.InteropServices;

namespace PracticeHub.Media.Features.Pictures;

/// <summary>
/// The functions of the GD library (libgd3 in Debian) that the hub calls. Where it is not installed, pictures are shown as they are.
/// </summary>
internal static partial class Gd
{
    private const string Library = "libgd.so.3";

    /// <summary>Whether the library is here.</summary>
    public static bool IsHere { get; } = NativeLibrary.TryLoad(Library, out var library) && Silence(library);

    [LibraryImport(Library, EntryPoint = "gdImageCreateFromJpegPtrEx")]
    public static partial nint FromJpeg(int size, ReadOnlySpan<byte> data, int ignoresWarnings);

    [LibraryImport(Library, EntryPoint = "gdImageCreateFromPngPtr")]
    public static partial nint FromPng(int size, ReadOnlySpan<byte> data);

    [LibraryImport(Library, EntryPoint = "gdImageCreateFromWebpPtr")]
    public static partial nint FromWebp(int size, ReadOnlySpan<byte> data);

    [LibraryImport(Library, EntryPoint = "gdImageCreateFromGifPtr")]
    public static partial nint FromGif(int size, ReadOnlySpan<byte> data);

    [LibraryImport(Library, EntryPoint = "gdImageCreateTrueColor")]
    public static partial nint New(int width, int height);

    [LibraryImport(Library, EntryPoint = "gdImagePaletteToTrueColor")]
    public static partial int ToTrueColor(nint image);

    [LibraryImport(Library, EntryPoint = "gdImageAlphaBlending")]
    public static partial void Blend(nint image, int isOn);

    [LibraryImport(Library, EntryPoint = "gdImageSaveAlpha")]
    public static partial void SaveAlpha(nint image, int isOn);

    [LibraryImport(Library, EntryPoint = "gdImageCopyResampled")]
    public static partial void CopyResampled(nint to, nint from, int toX, int toY, int fromX, int fromY, int toWidth, int toHeight, int fromWidth, int fromHeight);

    [LibraryImport(Library, EntryPoint = "gdImageFlipHorizontal")]
    public static partial void Mirror(nint image);

    [LibraryImport(Library, EntryPoint = "gdImageRotateInterpolated")]
    public static partial nint Rotate(nint image, float leftwards, int background);

    [LibraryImport(Library, EntryPoint = "gdImageWebpPtrEx")]
    public static partial nint ToWebp(nint image, out int size, int quality);

    [LibraryImport(Library, EntryPoint = "gdImageDestroy")]
    public static partial void Destroy(nint image);

    [LibraryImport(Library, EntryPoint = "gdFree")]
    public static partial void Free(nint data);

    /// <summary>What it thinks of a broken picture belongs into an answer, not into the standard error output.</summary>
    private static unsafe bool Silence(nint library)
    {
        var setErrorMethod = (delegate* unmanaged<nint, void>)NativeLibrary.GetExport(library, "gdSetErrorMethod");
        setErrorMethod((nint)(delegate* unmanaged<int, nint, nint, void>)&Ignore);
        return true;
    }

    [UnmanagedCallersOnly]
    private static void Ignore(int priority, nint format, nint arguments)
    {
    }
}
