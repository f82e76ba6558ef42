using System.Collections.Frozen;
using System.IO.Compression;
using System.Text;
using System.Text.Unicode;

namespace PracticeHub.Media.Features.Library;

/// <summary>Recognises what a file is by what is in it. Its name must say the same, and it must be of a kind that a library is for.</summary>
internal static class MediaType
{
    private const int HeadLength = 4096;
    private const string Text = "text/plain; charset=utf-8";
    private const string Word = "application/vnd.openxmlformats-officedocument.";

    private static readonly FrozenDictionary<string, string> ByExtension = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".jpg"] = "image/jpeg", [".jpeg"] = "image/jpeg", [".png"] = "image/png", [".gif"] = "image/gif", [".webp"] = "image/webp", [".ico"] = "image/x-icon",
        [".svg"] = "image/svg+xml", [".pdf"] = "application/pdf", [".psd"] = Photoshop,
        [".docx"] = Word + "wordprocessingml.document", [".xlsx"] = Word + "spreadsheetml.sheet", [".pptx"] = Word + "presentationml.presentation",
        [".ppsx"] = Word + "presentationml.slideshow", [".odt"] = "application/vnd.oasis.opendocument.text",
        [".doc"] = "application/msword", [".xls"] = "application/vnd.ms-excel", [".ppt"] = "application/vnd.ms-powerpoint", [".pps"] = "application/vnd.ms-powerpoint",
        [".mp3"] = "audio/mpeg", [".m4a"] = "audio/mp4", [".ogg"] = "audio/ogg", [".wav"] = "audio/wav",
        [".mp4"] = "video/mp4", [".m4v"] = "video/mp4", [".mov"] = "video/quicktime", [".3gp"] = "video/3gpp", [".ogv"] = "video/ogg", [".wmv"] = "video/x-ms-wmv",
        [".avi"] = "video/x-msvideo", [".mpg"] = "video/mpeg", [".txt"] = Text, [".md"] = Text, [".csv"] = "text/csv; charset=utf-8",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>What a form offers to choose: <c>.jpg,.png,…</c>.</summary>
    public static string Extensions { get; } = string.Join(',', ByExtension.Keys);

    public const string Photoshop = "image/vnd.adobe.photoshop";

    /// <summary>Whether browsers show it as a picture.</summary>
    public static bool IsImage(string contentType) => contentType.StartsWith("image/", StringComparison.Ordinal) && contentType != Photoshop;

    /// <summary>Whether a browser shows or plays it in a page.</summary>
    public static bool IsShown(string contentType) =>
        IsImage(contentType) || contentType.StartsWith("audio/", StringComparison.Ordinal) || contentType.StartsWith("video/", StringComparison.Ordinal);

    /// <summary>The type under which the file is served; null when the library does not take it.</summary>
    public static async Task<string?> OfAsync(string path, Stream content, CancellationToken ct)
    {
        var extension = Path.GetExtension(path).ToLowerInvariant();
        var head = new byte[HeadLength];
        content.Position = 0;
        var length = await content.ReadAtLeastAsync(head, HeadLength, throwOnEndOfStream: false, ct);
        return ByExtension.TryGetValue(extension, out var type) && Fits(extension, head.AsSpan(0, length)) && HasParts(extension, content) ? type : null;
    }

    private static bool Fits(string extension, ReadOnlySpan<byte> content) => extension switch
    {
        ".jpg" or ".jpeg" => content.StartsWith((ReadOnlySpan<byte>)[0xff, 0xd8, 0xff]),
        ".png" => content.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G']),
        ".gif" => content.StartsWith("GIF8"u8),
        ".webp" => IsRiff(content, "WEBP"u8),
        ".wav" => IsRiff(content, "WAVE"u8),
        ".avi" => IsRiff(content, "AVI "u8),
        ".ico" => content.StartsWith((ReadOnlySpan<byte>)[0, 0, 1, 0]),
        ".svg" => IsDrawing(content),
        ".pdf" => content.StartsWith("%PDF-"u8),
        ".psd" => content.StartsWith("8BPS"u8),
        ".docx" or ".xlsx" or ".pptx" or ".ppsx" or ".odt" => content.StartsWith("PK\u0003\u0004"u8),
        ".txt" or ".md" or ".csv" => IsText(content),
        ".doc" or ".xls" or ".ppt" or ".pps" => content.StartsWith((ReadOnlySpan<byte>)[0xd0, 0xcf, 0x11, 0xe0]),
        ".mp3" => content.StartsWith("ID3"u8) || (content.Length > 1 && content[0] == 0xff && (content[1] & 0xe0) == 0xe0),
        ".m4a" or ".mp4" or ".m4v" or ".mov" or ".3gp" => content.Length > 8 && content[4..8].SequenceEqual("ftyp"u8),
        ".ogg" or ".ogv" => content.StartsWith("OggS"u8),
        ".wmv" => content.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xb2, 0x75]),
        ".mpg" => content.StartsWith((ReadOnlySpan<byte>)[0, 0, 1]),
        _ => false,
    };

    /// <summary>Office files are zips; which one it is, its table of contents tells. Nothing is unpacked.</summary>
    private static bool HasParts(string extension, Stream content)
    {
        var part = extension switch { ".docx" => "word/", ".xlsx" => "xl/", ".pptx" or ".ppsx" => "ppt/", ".odt" => "content.xml", _ => null };
        if (part is null)
        {
            return true;
        }

        content.Position = 0;
        try
        {
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Any(entry => entry.FullName.StartsWith(part, StringComparison.Ordinal));
        }
        catch (InvalidDataException)
        {
            // No zip, whatever its first bytes say.
            return false;
        }
    }

    /// <summary>UTF-8; a character may be cut where reading ended.</summary>
    private static bool IsText(ReadOnlySpan<byte> content)
    {
        var cut = 0;
        while (cut < Math.Min(3, content.Length) && !Utf8.IsValid(content[..^cut]))
        {
            cut++;
        }

        return !content.Contains((byte)0) && Utf8.IsValid(content[..^cut]);
    }

    private static bool IsRiff(ReadOnlySpan<byte> content, ReadOnlySpan<byte> form) =>
        content.Length > 12 && content.StartsWith("RIFF"u8) && content[8..12].SequenceEqual(form);

    private static bool IsDrawing(ReadOnlySpan<byte> content)
    {
        var start = Encoding.UTF8.GetString(content[..Math.Min(content.Length, 2048)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return start.StartsWith('<') && start.Contains("<svg", StringComparison.OrdinalIgnoreCase);
    }
}
