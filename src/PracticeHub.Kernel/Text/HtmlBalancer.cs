using System.Collections.Frozen;
using System.Text;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;
using AngleSharp.Text;

namespace PracticeHub.Kernel.Text;

/// <summary>
/// Rewrites tag soup, token by token and in linear time, as balanced markup of allowed elements and bounded depth,
/// closing by itself what HTML closes by itself. It decides nothing about attribute values; <see cref="HtmlWriter"/> does.
/// </summary>
internal sealed partial class HtmlBalancer
{
    private static readonly HtmlTokenizerOptions Options = new(new HtmlParserOptions
    {
        SkipComments = true,
        DisableElementPositionTracking = true,
        ShouldEmitAttribute = static (ref _, name) => HtmlPolicy.KnowsAttribute(name.Span),
    });

    private readonly StringBuilder _output = new();
    private readonly List<string> _open = [];

    public string Balance(string html)
    {
        foreach (var token in new TextSource(html).Tokenize(Options))
        {
            Take(token);
        }

        CloseTo(0);
        return _output.ToString();
    }

    private void Take(HtmlToken token)
    {
        if (_dropping is not null)
        {
            Skip(token);
            return;
        }

        switch (token.Type)
        {
            case HtmlTokenType.Character:
                Text(token.Data);
                break;
            case HtmlTokenType.StartTag when HtmlPolicy.DropsContent(token.Name):
                Drop((HtmlTagToken)token);
                break;
            case HtmlTokenType.StartTag when HtmlPolicy.Allows(HtmlPolicy.Renamed(token.Name)):
                Start((HtmlTagToken)token, HtmlPolicy.Renamed(token.Name));
                break;
            case HtmlTokenType.EndTag:
                End(HtmlPolicy.Renamed(token.Name));
                break;
        }
    }

    private void Text(string text)
    {
        if (!string.IsNullOrWhiteSpace(text))
        {
            EnsureCell();
        }

        HtmlText.AppendEscaped(_output, text);
    }

    private void Start(HtmlTagToken tag, string name)
    {
        if (IsTablePart(name))
        {
            if (!PrepareFor(name))
            {
                return;
            }
        }
        else
        {
            EnsureCell();
            CloseImplied(name);
        }

        if (HtmlPolicy.IsVoid(name))
        {
            Write(name, tag);
        }
        else if (_open.Count < HtmlPolicy.MaxDepth)
        {
            Write(name, tag);
            _open.Add(name);
        }
    }

    private void Open(string name)
    {
        _output.Append('<').Append(name).Append('>');
        _open.Add(name);
    }

    private void Write(string name, HtmlTagToken tag)
    {
        _output.Append('<').Append(name);
        foreach (var attribute in tag.Attributes)
        {
            HtmlText.AppendEscaped(_output.Append(' ').Append(attribute.Name).Append("=\""), attribute.Value).Append('"');
        }

        _output.Append('>');
    }

    private void End(string name)
    {
        var at = IsTablePart(name) ? LastOpen(name, TableRoot) : LastOpen(name, Walls);
        if (at >= 0)
        {
            CloseTo(at);
        }
    }

    private void CloseTo(int count)
    {
        for (var at = _open.Count - 1; at >= count; at--)
        {
            _output.Append("</").Append(_open[at]).Append('>');
            _open.RemoveAt(at);
        }
    }

    /// <summary>Where the innermost open element of that name is; an element of <paramref name="walls"/> ends the search.</summary>
    private int LastOpen(string name, FrozenSet<string> walls)
    {
        for (var at = _open.Count - 1; at >= 0; at--)
        {
            if (_open[at] == name)
            {
                return at;
            }

            if (walls.Contains(_open[at]))
            {
                return -1;
            }
        }

        return -1;
    }
}
