using System.Globalization;

namespace PracticeHub.Kernel.Text;

/// <summary>Shortens text for lists: at a word where one is near, and never inside a character as people see it.</summary>
public static class Excerpt
{
    public static string Of(string text, int most)
    {
        if (text.Length <= most)
        {
            return text;
        }

        var end = 0;
        for (var next = 0; next < most; next += StringInfo.GetNextTextElementLength(text, next))
        {
            end = next;
        }

        var space = text.LastIndexOf(' ', end);
        return string.Concat(text.AsSpan(0, space > most / 2 ? space : end).TrimEnd(), "…");
    }
}
