using System.Text.RegularExpressions;
using PracticeHub.Kernel.Text;

namespace PracticeHub.WorkLogs.Features.Log;

/// <summary>What a work log is called: its first heading or, as most have none, its first line or sentence.</summary>
internal static partial class LogTitle
{
    private const int MaxLength = 120;

    /// <param name="prompts">Headings that the composer offers ("Done", "Learned" …); they say nothing about this entry.</param>
    /// <param name="otherwise">What to call an entry without words, such as a single picture.</param>
    public static string Of(string markdown, MarkdownRenderer renderer, IReadOnlyCollection<string> prompts, string otherwise)
    {
        foreach (var line in Lines(markdown))
        {
            var isHeading = Heading().IsMatch(line);
            var text = renderer.ToPlainText(isHeading ? Heading().Replace(line, "") : Bullet().Replace(line, ""));
            if (text.Length > 0 && !(isHeading && prompts.Contains(text, StringComparer.CurrentCultureIgnoreCase)))
            {
                return Excerpt.Of(text.Length <= MaxLength || isHeading ? text : FirstSentence(text), MaxLength);
            }
        }

        return otherwise;
    }

    private static IEnumerable<string> Lines(string markdown)
    {
        var isCode = false;
        foreach (var line in markdown.Split('\n', StringSplitOptions.TrimEntries))
        {
            var isFence = line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal);
            isCode ^= isFence;
            if (!isFence && !isCode && line.Length > 0)
            {
                yield return line;
            }
        }
    }

    private static string FirstSentence(string text) => Sentence().Match(text) is { Success: true } sentence ? sentence.Value.TrimEnd('.', '。') : text;

    [GeneratedRegex(@"^#{1,6}\s+")]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(>\s*)*([-*+]\s+(\[[ xX]\]\s+)?|\d+[.)]\s+)?")]
    private static partial Regex Bullet();

    // A sentence ends where a blank follows; in Chinese and Japanese nothing has to.
    [GeneratedRegex(@"^.{8,}?(?:[.!?…](?=\s)|[。！？])")]
    private static partial Regex Sentence();
}
