using PracticeHub.Kernel.Fields;

namespace PracticeHub.Contents.Features.Writing;

/// <summary>A file as one types it: its path and, with bars between them, what one sees in it and what stays in sight when it is cut, as far as the field asks for them.</summary>
/// <param name="Anchor">As it was typed; empty for the middle.</param>
internal sealed record MediaLine(string Path, string Text, string Anchor)
{
    private const char Bar = '|';

    /// <summary>Whether the field holds texts of its own; otherwise those of the library are shown.</summary>
    public static bool HasText(FieldValue field) => field.Setting("AllowMediaText", true);

    public static bool HasAnchor(FieldValue field) => field.Setting("AllowAnchors", false);

    public static MediaLine Read(string line, FieldValue field)
    {
        var (path, rest) = line.Split(Bar, 2) is [var first, var second] ? (first, second) : (line, "");
        var (text, anchor) = (HasText(field), HasAnchor(field)) switch
        {
            (_, false) => (rest, ""),
            (false, true) => ("", rest),
            _ => rest.LastIndexOf(Bar) is >= 0 and var at ? (rest[..at], rest[(at + 1)..]) : (rest, ""),
        };
        return new(MediaAddress.PathIn(path.Trim()), text.Trim(), anchor.Trim());
    }

    public static string Write(FieldValue field)
    {
        var texts = field.Texts("MediaTexts");
        var lines = field.Texts("Paths").Zip(field.Anchors, (path, anchor) => (path, anchor)).Select((file, index) =>
        {
            var text = HasText(field) && index < texts.Count ? texts[index] : "";
            var anchor = HasAnchor(field) && file.anchor is { } point && (point != MediaAnchor.Middle || text.Contains(Bar, StringComparison.Ordinal)) ? point.ToString() : "";
            return (string[])[file.path, .. text.Length > 0 || (anchor.Length > 0 && HasText(field)) ? [text] : (string[])[], .. anchor.Length > 0 ? [anchor] : (string[])[]];
        });
        return string.Join('\n', lines.Select(pieces => string.Join($" {Bar} ", pieces)));
    }

    public FieldFault? FaultOf(FieldValue field) =>
        Anchor.Length > 0 && MediaAnchor.Parse(Anchor) is null ? new("{0}: what stays in sight of {1} is two numbers from 0 to 100, as 50 20.", Path)
        : Text.Length > 0 && !HasText(field) ? new("{0}: what one sees in {1} is said in the library and not here.", Path) : null;
}
