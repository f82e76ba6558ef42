namespace PracticeHub.Kernel.Fields;

/// <summary>Where the files of the media library are served.</summary>
public static class MediaAddress
{
    public const string Root = "/media/";

    private static readonly string[] Pictures = [".jpg", ".jpeg", ".png", ".gif", ".webp"];

    /// <param name="path">Relative to the library: <c>photos/desk.jpg</c>.</param>
    public static string Of(string path) => Root + string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    /// <summary>The path of a file whose address or path was typed.</summary>
    public static string PathIn(string typed) => typed.StartsWith(Root, StringComparison.Ordinal) ? Uri.UnescapeDataString(typed[Root.Length..]) : typed;

    public static bool IsPicture(string path) => Pictures.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase);
}
