using System.Globalization;

namespace PracticeHub.Kernel.Text;

/// <summary>Shortens text for lists and limits.</summary>
public static class Excerpt
{
    private const char Ellipsis = '…';

    /// <summary>Cuts between words, else between what readers see as characters; never longer than asked for.</summary>
    public static string Of(string text, int maxLength)
    {
        if (text.Length <= maxLength)
        {
            return text;
        }

        var fits = LengthOfWholeCharacters(text, maxLength - 1);
        if (fits <= 0)
        {
            return maxLength > 0 ? Ellipsis.ToString() : "";
        }

        var lastBlank = text.LastIndexOf(' ', fits);
        // A script without blanks, or one very long word, is cut where the room ends.
        return text[..(lastBlank > fits / 2 ? lastBlank : fits)].TrimEnd(' ', ',', ';', ':', '-', '–', '—') + Ellipsis;
    }

    private static int LengthOfWholeCharacters(string text, int limit)
    {
        var length = 0;
        while (length < text.Length && StringInfo.GetNextTextElementLength(text, length) is var next && length + next <= limit)
        {
            length += next;
        }

        return length;
    }
}
