using System.Globalization;
using System.Text;

namespace PracticeHub.Media.Features.Library;

/// <summary>Paths of the library: relative to it, with slashes. What people and programs call a file is made safe here.</summary>
internal static class MediaPath
{
    private const string Reserved = ":*?\"<>|";
    private const int NameLength = 100;

    /// <summary>The folder in which everybody has one of their own.</summary>
    public const string Members = "_members";

    /// <summary>The path as it is stored; null when it leads nowhere or elsewhere.</summary>
    public static string? Normal(string path)
    {
        var parts = path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        var isSafe = parts.Length > 0 && parts.All(part => part is not ("." or "..") && part.Trim() == part && !part.Any(c => char.IsControl(c) || Reserved.Contains(c, StringComparison.Ordinal)));
        var normal = string.Join('/', parts);
        return isSafe && normal.Length <= MediaConfiguration.PathLength ? normal : null;
    }

    /// <summary>A folder as it is stored, the top of the library included; null when it leads elsewhere.</summary>
    public static string? Folder(string? path) => string.IsNullOrWhiteSpace(path?.Trim('/')) ? "" : Normal(path);

    /// <summary>Whether a folder keeps its name and its place: the one in which everybody has their own, and those.</summary>
    public static bool IsFixed(string folder) => folder.Length == 0 || folder == Members || FolderOf(folder) == Members;

    public static string FolderOf(string path) => path.LastIndexOf('/') is > 0 and var slash ? path[..slash] : "";

    public static string NameOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    public static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";

    /// <summary>Whether it is the folder or lies somewhere below it.</summary>
    public static bool IsIn(string folder, string path) => folder.Length == 0 || path == folder || path.StartsWith(folder + "/", StringComparison.Ordinal);

    /// <summary>A name as it was given, without what systems and readers stumble over: folders, control signs, invisible and turning ones.</summary>
    public static string Clean(string given)
    {
        // What is no Unicode becomes a sign that says so.
        var last = Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(NameOf(given.Replace('\\', '/')))).Normalize();
        var kept = string.Concat(last.Select(c => char.IsWhiteSpace(c) ? ' ' : c).Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) is not UnicodeCategory.Format && !Reserved.Contains(c, StringComparison.Ordinal)));
        var name = string.Join(' ', kept.Split(' ', StringSplitOptions.RemoveEmptyEntries)).Trim('.', ' ');
        var extension = Path.GetExtension(name);
        var stem = name[..^extension.Length];
        stem = stem.Length <= NameLength ? stem : stem[..(char.IsHighSurrogate(stem[NameLength - 1]) ? NameLength - 1 : NameLength)];
        stem = stem.Trim('.', ' ');
        return (stem.Length == 0 ? "file" : stem) + extension.ToLowerInvariant();
    }

    /// <summary>The same name with a number: <c>desk-2.jpg</c>.</summary>
    public static string Numbered(string name, int number) => $"{Path.GetFileNameWithoutExtension(name)}-{number}{Path.GetExtension(name)}";
}
