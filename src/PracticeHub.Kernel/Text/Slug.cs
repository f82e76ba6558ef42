using System.Globalization;
using System.Text;

namespace PracticeHub.Kernel.Text;

/// <summary>The readable part of an address.</summary>
public static class Slug
{
    private const string Fallback = "item";

    /// <summary>Letters and digits of any script, parted by single hyphens; Latin and Greek lose their accents. Never empty.</summary>
    /// <param name="maxLength">In UTF-16 units.</param>
    public static string From(string text, int maxLength = 80)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxLength, Fallback.Length);
        var slug = Shorten(Fold(Decompose(text)).Normalize(NormalizationForm.FormC).Trim('-'), maxLength);
        return slug.Length == 0 ? Fallback : slug;
    }

    // Rune by rune first, as Normalize throws on half a surrogate pair.
    private static string Decompose(string text) =>
        string.Concat(text.EnumerateRunes().Select(rune => rune.ToString())).Normalize(NormalizationForm.FormKD);

    private static string Fold(string text)
    {
        var slug = new StringBuilder(text.Length);
        var losesMarks = false;
        foreach (var rune in text.EnumerateRunes())
        {
            if (IsMark(rune))
            {
                slug.Append(losesMarks || slug.Length == 0 || slug[^1] == '-' || IsOptional(rune) ? "" : rune.ToString());
            }
            else if (Rune.IsLetterOrDigit(rune))
            {
                losesMarks = IsLatinOrGreek(rune);
                slug.Append(Plain(Rune.ToLowerInvariant(rune)));
            }
            else if (!IsApostrophe(rune) && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        return slug.ToString();
    }

    private static string Plain(Rune letter) => letter.Value switch
    {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' or 'ð' => "d",
        'þ' => "th",
        'ł' => "l",
        'ħ' => "h",
        'ı' => "i",
        'ŋ' => "n",
        'ŧ' => "t",
        'ς' => "σ",
        _ => letter.ToString(),
    };

    private static bool IsMark(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsLatinOrGreek(Rune rune) => rune.Value is < 0x400 or (>= 0x1E00 and < 0x2000);

    // Vowel points of Hebrew and Arabic: readers leave them out, so do addresses. Marks of other scripts spell the word.
    private static bool IsOptional(Rune mark) => mark.Value is (>= 0x591 and <= 0x5C7) or (>= 0x610 and <= 0x61A) or (>= 0x64B and <= 0x652) or 0x670;

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '’' or 'ʼ';

    private static string Shorten(string slug, int maxLength)
    {
        if (slug.Length <= maxLength)
        {
            return slug;
        }

        var length = 0;
        while (StringInfo.GetNextTextElementLength(slug, length) is var next && length + next <= maxLength)
        {
            length += next;
        }

        var hyphen = slug.LastIndexOf('-', length);
        return slug[..(hyphen > length / 2 ? hyphen : length)].TrimEnd('-');
    }
}
