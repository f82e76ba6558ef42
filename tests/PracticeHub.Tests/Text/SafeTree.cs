using AngleSharp.Dom;
using AngleSharp.Html.Parser;

namespace PracticeHub.Tests.Text;

/// <summary>Reads output as a browser would and says what in it should not be there. Its lists are its own on purpose.</summary>
internal static class SafeTree
{
    private static readonly HashSet<string> Elements = [.. (
        "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure " +
        "h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q rp rt ruby s samp section small span strong sub " +
        "summary sup table tbody td tfoot th thead time tr u ul var wbr").Split(' ')];

    private static readonly HashSet<string> Attributes = [.. (
        "id class title lang dir href rel cite datetime open src alt width height loading referrerpolicy type checked disabled " +
        "value start reversed colspan rowspan span align scope tabindex").Split(' ')];

    public static void AssertSafe(string html)
    {
        foreach (var scripting in new[] { false, true })
        {
            var body = Parse(html, scripting);
            Assert.Empty(body.GetDescendants().SelectMany(Faults));
        }
    }

    public static IElement Parse(string html, bool scripting = false) =>
        new HtmlParser(new() { IsScripting = scripting }).ParseDocument("<!doctype html><body>" + html).Body!;

    private static IEnumerable<string> Faults(INode node)
    {
        if (node is not IElement element)
        {
            return node is IText ? [] : [$"a {node.NodeType}"];
        }

        return element.Attributes.SelectMany(attribute => Faults(element, attribute)).Concat(
            Elements.Contains(element.LocalName) && element.NamespaceUri == NamespaceNames.HtmlUri ? [] : [$"<{element.LocalName}>"]);
    }

    private static IEnumerable<string> Faults(IElement element, IAttr attribute)
    {
        var isKnown = Attributes.Contains(attribute.Name) && attribute.NamespaceUri is null;
        var isGood = attribute.Name switch
        {
            "href" => HasScheme(element, "http:", "https:", "mailto:"),
            "src" or "cite" => IsHarmless(attribute.Value, "http:", "https:"),
            "id" => attribute.Value.StartsWith("user-content-", StringComparison.Ordinal),
            "type" when element.LocalName == "input" => attribute.Value == "checkbox" && element.HasAttribute("disabled"),
            _ => true,
        };
        return isKnown && isGood ? [] : [$"<{element.LocalName} {attribute.Name}=\"{attribute.Value}\">"];
    }

    // AngleSharp resolves href as the URL standard says, a second opinion beside the plain reading.
    private static bool HasScheme(IElement link, params string[] schemes) =>
        IsHarmless(link.GetAttribute("href")!, schemes)
        && (link as AngleSharp.Html.Dom.IHtmlAnchorElement)?.Protocol is null or "" or ":" or "http:" or "https:" or "mailto:" or "about:";

    private static bool IsHarmless(string url, params string[] schemes)
    {
        var flat = new string([.. url.Where(c => c > ' ')]);
        var colon = flat.IndexOf(':');
        return colon < 0 || flat.IndexOfAny(['/', '?', '#']) is >= 0 and var end && end < colon
            || schemes.Any(scheme => flat.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));
    }
}
