using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

internal static class Html
{
    private static readonly System.Buffers.SearchValues<char> Special = System.Buffers.SearchValues.Create("&<>\"'");

    public static string Escape(Machine machine, string text, int at)
    {
        var result = new BoundedText(machine);
        var rest = text.AsSpan();
        for (var next = rest.IndexOfAny(Special); next >= 0; next = rest.IndexOfAny(Special))
        {
            result.Append(rest[..next], at);
            result.Append(Entity(rest[next]), at);
            rest = rest[(next + 1)..];
        }

        result.Append(rest, at);
        return result.ToString();
    }

    /// <summary>Drops scripts, styles, comments and tags, for plain text only: the result is no safe HTML.</summary>
    public static string Strip(Machine machine, string text, int at)
    {
        var result = new BoundedText(machine);
        var position = 0;
        var search = new Ends(text);
        for (var open = text.IndexOf('<', StringComparison.Ordinal); open >= 0; open = text.IndexOf('<', position))
        {
            var end = search.After(open);
            result.Append(text.AsSpan(position, open - position), at);
            position = end;
            if (end == open)
            {
                break;
            }
        }

        result.Append(text.AsSpan(position), at);
        return result.ToString();
    }

    private static string Entity(char c) => c switch
    {
        '&' => "&amp;",
        '<' => "&lt;",
        '>' => "&gt;",
        '"' => "&quot;",
        _ => "&#39;",
    };

    /// <summary>Where a piece of markup ends. An end that is missing once is missing from there on, and not sought again.</summary>
    private sealed class Ends(string text)
    {
        private static readonly (string Open, string Close)[] Pieces =
            [("<script", "</script>"), ("<style", "</style>"), ("<!--", "-->"), ("<", ">")];

        private readonly bool[] missing = new bool[Pieces.Length];

        public int After(int open)
        {
            for (var i = 0; i < Pieces.Length; i++)
            {
                var (start, close) = Pieces[i];
                if (missing[i] || !text.AsSpan(open).StartsWith(start, StringComparison.OrdinalIgnoreCase))
                {
                    continue;
                }

                var end = text.AsSpan(open).IndexOf(close, StringComparison.OrdinalIgnoreCase);
                if (end >= 0)
                {
                    return open + end + close.Length;
                }

                missing[i] = true;
            }

            return open;
        }
    }
}
