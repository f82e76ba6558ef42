using System.Globalization;

namespace PracticeHub.People.Features.Profiles;

/// <summary>How people are written where there is no picture of them.</summary>
public static class ProfileWords
{
    public static string Initials(string name)
    {
        var words = name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return string.Concat(words.Take(1).Concat(words.Skip(1).TakeLast(1)).Select(word => StringInfo.GetNextTextElement(word)));
    }
}
