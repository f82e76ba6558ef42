using System.Buffers;
using System.Text;

namespace PracticeHub.Kernel.Text;

internal static class HtmlText
{
    private static readonly SearchValues<char> NeedsCare = SearchValues.Create(
        [.. "&<>\"\uFFFE\uFFFF", .. Range(0, 0x08), .. Range(0x0B, 0x1F), .. Range(0x7F, 0x9F), .. Range(0xD800, 0xDFFF)]);

    public static string Escape(string text) => AppendEscaped(new StringBuilder(text.Length + 16), text).ToString();

    /// <summary>Good for text and for double-quoted attributes; leaves out what HTML, UTF-8 or a database refuses.</summary>
    public static StringBuilder AppendEscaped(StringBuilder output, ReadOnlySpan<char> text)
    {
        for (var at = text.IndexOfAny(NeedsCare); at >= 0; at = text.IndexOfAny(NeedsCare))
        {
            _ = Rune.DecodeFromUtf16(text[at..], out var rune, out var length);
            output.Append(text[..at]).Append(Escaped(rune));
            text = text[(at + length)..];
        }

        return output.Append(text);
    }

    private static string Escaped(Rune rune) => rune.Value switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        < 0xA0 or 0xFFFE or 0xFFFF => "",
        _ => rune.ToString(),
    };

    private static IEnumerable<char> Range(int from, int to) => Enumerable.Range(from, to - from + 1).Select(code => (char)code);
}
