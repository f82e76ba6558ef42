using System.Globalization;
using Markdig.Helpers;
using Markdig.Parsers;

namespace PracticeHub.Kernel.Text;

/// <summary>Finds <c>@name</c>, but not <c>mail@host</c>, <c>@scope/package</c> or <c>@name@other.host</c>.</summary>
internal sealed class MentionParser : InlineParser
{
    private const int MaxLength = 64;

    public MentionParser() => OpeningCharacters = ['@'];

    public override bool Match(InlineProcessor processor, ref StringSlice slice)
    {
        var before = slice.PeekCharExtra(-1);
        if (IsPartOfWord(before) || NameAt(slice.AsSpan()[1..], isEmphasized: before == '_') is not { } name)
        {
            return false;
        }

        processor.Inline = new MentionInline(name)
        {
            Span = new(processor.GetSourcePosition(slice.Start, out var line, out var column), slice.Start + name.Length),
            Line = line,
            Column = column,
        };
        slice.Start += name.Length + 1;
        return true;
    }

    private static string? NameAt(ReadOnlySpan<char> text, bool isEmphasized)
    {
        var end = 0;
        while (end < text.Length && IsNameCharacter(text[end]))
        {
            end++;
        }

        var next = end < text.Length ? text[end] : ' ';
        var name = text[..end].TrimEnd(isEmphasized ? "._-" : ".-");
        return name.Length is > 0 and <= MaxLength && next is not ('@' or '/') && (char.IsLetterOrDigit(name[0]) || name[0] == '_')
            ? name.ToString()
            : null;
    }

    // Marks spell names in scripts that write vowels as marks.
    private static bool IsNameCharacter(char c) => char.IsLetterOrDigit(c) || c is '.' or '_' or '-'
        || char.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static bool IsPartOfWord(char c) => char.IsLetterOrDigit(c) || c is '@' or '/' or '.' or '-' or '+';
}
