namespace PracticeHub.Engagement.Features.Items;

/// <summary>What somebody typed, as it is kept: trimmed, lines ended as everywhere, without the NUL that no database takes.</summary>
internal static class Typed
{
    public static string Clean(string? text) =>
        (text ?? "").Replace("\0", "", StringComparison.Ordinal).Replace("\r\n", "\n", StringComparison.Ordinal).Trim();
}
