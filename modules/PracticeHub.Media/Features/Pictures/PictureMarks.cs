using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Fields;
using PracticeHub.Media.Features.Library;

namespace PracticeHub.Media.Features.Pictures;

/// <summary>
/// Tells browsers at which sizes there are the library's pictures that an item shows, and how large they are before they have come; and
/// says what one sees in those of which the item does not say it.
/// It reads what the sanitizer wrote, which is always in one form.
/// </summary>
internal sealed partial class PictureMarks(HubDb db)
{
    /// <summary>As wide as a text is at most.</summary>
    private const string Sizes = "(max-width: 736px) 100vw, 736px";

    /// <param name="html">Sanitized.</param>
    public async Task<string> AddToAsync(string html, CancellationToken ct)
    {
        var pictures = Picture().Matches(html).Select(m => PathIn(m.Groups["src"].Value)).OfType<string>().Distinct().ToList();
        if (pictures.Count == 0)
        {
            return html;
        }

        var known = await db.MediaFiles.Where(f => pictures.Contains(f.Path) && (f.Width > 0 || f.Alt != "")).Select(f => new { f.Path, f.Width, f.Height, f.Alt }).ToDictionaryAsync(f => f.Path, ct);
        return Picture().Replace(html, match =>
        {
            if (PathIn(match.Groups["src"].Value) is not { } path || !known.TryGetValue(path, out var file))
            {
                return match.Value;
            }

            var picture = match.Value.Replace(" alt=\"\"", $" alt=\"{WebUtility.HtmlEncode(file.Alt)}\"", StringComparison.Ordinal);
            if (file.Width == 0)
            {
                return picture;
            }

            var marks = $"""<img srcset="{WebUtility.HtmlEncode(MediaSizes.SetOf(MediaAddress.Of(path), file.Width))}" sizes="{Sizes}" """;
            // Whoever wrote a size of their own meant it.
            var size = picture.Contains(" width=\"", StringComparison.Ordinal) || picture.Contains(" height=\"", StringComparison.Ordinal) ? "" : $"""width="{file.Width}" height="{file.Height}" """;
            return marks + size + picture["<img ".Length..];
        });
    }

    private static string? PathIn(string source) => MediaPath.Normal(Uri.UnescapeDataString(WebUtility.HtmlDecode(source)));

    [GeneratedRegex("""<img src="/media/(?<src>[^"?#]+)"[^>]*>""", RegexOptions.None, 1000)]
    private static partial Regex Picture();
}
