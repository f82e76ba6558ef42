using System.Text;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace PracticeHub.Kernel.Text;

internal static class PlainText
{
    // Inline elements do not part words; every other one does.
    private static readonly HashSet<string> Inlines =
    [
        "a", "abbr", "b", "bdi", "bdo", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q", "ruby", "s", "samp",
        "small", "span", "strong", "sub", "sup", "time", "u", "var", "wbr",
    ];

    public static string Of(SanitizedHtml html)
    {
        var text = new StringBuilder(html.Value.Length);
        var inFootnoteLink = false;
        foreach (var token in new TextSource(html.Value).Tokenize(new HtmlTokenizerOptions(new())))
        {
            if (token is HtmlTagToken tag)
            {
                inFootnoteLink = tag.Name == "a" ? IsFootnoteLink(tag) : inFootnoteLink;
                text.Append(Inlines.Contains(tag.Name) ? "" : tag.Name == "img" ? ' ' + tag.GetAttribute("alt") + ' ' : " ");
            }
            else if (token.Type == HtmlTokenType.Character && !inFootnoteLink)
            {
                text.Append(token.Data);
            }
        }

        return Fold(text.ToString());
    }

    /// <summary>Words parted by blanks; in scripts without blanks every second sign counts as a word.</summary>
    public static int CountWords(string text)
    {
        var (words, signs, inWord) = (0, 0, false);
        foreach (var c in text)
        {
            var isSign = c is >= '\u3040' and <= '\u9FFF' or >= '\uAC00' and <= '\uD7AF';
            signs += isSign ? 1 : 0;
            var isWord = !isSign && !char.IsWhiteSpace(c) && (inWord || char.IsLetterOrDigit(c) || char.IsSurrogate(c));
            words += isWord && !inWord ? 1 : 0;
            inWord = isWord;
        }

        return words + ((signs + 1) / 2);
    }

    private static bool IsFootnoteLink(HtmlTagToken tag) =>
        tag.Type == HtmlTokenType.StartTag && tag.GetAttribute("class") is "footnote-ref" or "footnote-back-ref";

    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c))
            {
                folded.Append(c);
            }
            else if (folded.Length > 0 && folded[^1] != ' ')
            {
                folded.Append(' ');
            }
        }

        return folded.ToString().TrimEnd();
    }
}
