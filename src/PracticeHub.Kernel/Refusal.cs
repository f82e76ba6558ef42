namespace PracticeHub.Kernel;

/// <summary>Why the hub does not do what was asked: a value for the page to show, never an exception.</summary>
/// <param name="Code">Stable, kebab-case; what tests and interfaces compare.</param>
/// <param name="Message">English, a full sentence that says what to do; the localizer's key.</param>
public sealed record Refusal(string Code, string Message);
