using System.Collections.Frozen;
using AngleSharp.Html.Parser;
using AngleSharp.Html.Parser.Tokens;

namespace PracticeHub.Kernel.Text;

/// <summary>Elements that go with everything inside.</summary>
internal sealed partial class HtmlBalancer
{
    // HTML gives the content of these no tags; the first end tag of that name ends them.
    private static readonly FrozenSet<string> RawText =
        HtmlPolicy.Set("script style noscript iframe noembed noframes xmp textarea title");

    private string? _dropping;
    private int _dropDepth;

    private void Drop(HtmlTagToken tag)
    {
        // A slash closes foreign elements only: <svg/> is empty, <script/> is not.
        _dropping = tag is { IsSelfClosing: true, Name: "svg" or "math" } ? null : tag.Name;
        _dropDepth = 1;
    }

    private void Skip(HtmlToken token)
    {
        if (token.Name != _dropping)
        {
            return;
        }

        if (token.Type == HtmlTokenType.StartTag && !RawText.Contains(_dropping))
        {
            _dropDepth++;
        }
        else if (token.Type == HtmlTokenType.EndTag && --_dropDepth == 0 && _dropping != "plaintext")
        {
            _dropping = null;
        }
    }
}
