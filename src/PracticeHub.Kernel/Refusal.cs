using System.Globalization;

namespace PracticeHub.Kernel;

/// <summary>Why the hub does not do what was asked: a value for the page to show, never an exception.</summary>
/// <param name="Code">Stable, kebab-case; what tests and interfaces compare.</param>
/// <param name="Message">English, a full sentence that says what to do; the localizer's key, with {0} for the first argument.</param>
public sealed record Refusal(string Code, string Message, params object[] Arguments)
{
    /// <summary>A type of the module whose words the message is, for one that also stands on pages of others.</summary>
    public Type? Words { get; init; }

    /// <summary>The field that it is about, where whoever refuses knows better than the page.</summary>
    public string Field { get; init; } = "";

    /// <summary>For the log and the console.</summary>
    public string InEnglish => Arguments.Length == 0 ? Message : string.Format(CultureInfo.InvariantCulture, Message, Arguments);
}
