using System.Globalization;

namespace PracticeHub.Themes.Paper;

/// <summary>One or two letters that stand for a person where there is no picture.</summary>
public static class Initials
{
    public static string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Take(1).Concat(words.Skip(1).TakeLast(1)).Select(word => StringInfo.GetNextTextElement(word)));
    }
}
