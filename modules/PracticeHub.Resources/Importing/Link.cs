namespace PracticeHub.Resources.Importing;

/// <summary>A Markdown link at the beginning of a text, and what follows it.</summary>
internal sealed record Link(string Title, string Url, string Rest)
{
    /// <summary>Null when the text does not begin with a link. Brackets and parentheses may nest, as in C#'s addresses.</summary>
    public static Link? Read(string text)
    {
        text = text.TrimStart('*', '_', ' ', '~');
        if (Close(text, 0, '[', ']') is not { } title || title + 1 >= text.Length || Close(text, title + 1, '(', ')') is not { } url)
        {
            return null;
        }

        var inside = text[(title + 2)..url].Trim();
        // [title](address "hint")
        var blank = inside.IndexOfAny([' ', '\t']);
        var address = (blank < 0 ? inside : inside[..blank]).Trim('<', '>');
        return new(text[1..title], address, text[(url + 1)..].TrimStart('*', '_', '~'));
    }

    /// <summary>Where the bracket that opens here is closed.</summary>
    private static int? Close(string text, int from, char open, char close)
    {
        if (from >= text.Length || text[from] != open)
        {
            return null;
        }

        var depth = 0;
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\\')
            {
                i++;
                continue;
            }

            depth += text[i] == open ? 1 : text[i] == close ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return null;
    }
}
