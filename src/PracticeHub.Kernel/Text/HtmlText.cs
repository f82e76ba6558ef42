using System.Text;

namespace PracticeHub.Kernel.Text;

internal static class HtmlText
{
    public static string Escape(string text) => AppendEscaped(new StringBuilder(text.Length + 16), text).ToString();

    /// <summary>Good for text and for double-quoted attributes; leaves out what HTML, UTF-8 or a database refuses.</summary>
    public static StringBuilder AppendEscaped(StringBuilder output, ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            _ = rune.Value switch
            {
                '&' => output.Append("&amp;"),
                '<' => output.Append("&lt;"),
                '>' => output.Append("&gt;"),
                '"' => output.Append("&quot;"),
                '\t' or '\n' => output.Append((char)rune.Value),
                < 0x20 or (>= 0x7F and < 0xA0) or 0xFFFE or 0xFFFF => output,
                < 0x10000 => output.Append((char)rune.Value),
                _ => output.Append(rune.ToString()),
            };
        }

        return output;
    }
}
