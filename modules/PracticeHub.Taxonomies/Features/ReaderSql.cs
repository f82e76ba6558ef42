using PracticeHub.Kernel.Security;

namespace PracticeHub.Taxonomies.Features;

internal static class ReaderSql
{
    /// <summary>Whether a tally <c>y</c> counts what the reader may see. Their keys are few; each is a parameter, from this number on.</summary>
    public static string Mine(CurrentMember me, int first) => me.SeesAll
        ? "1 = 1"
        : $"y.reader_key IN ({string.Join(", ", me.ReaderKeys.Select((_, i) => $"{{{first + i}}}").DefaultIfEmpty("''"))})";
}
