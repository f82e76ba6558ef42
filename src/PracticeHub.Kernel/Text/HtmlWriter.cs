using System.Text;
using AngleSharp.Dom;

namespace PracticeHub.Kernel.Text;

/// <summary>Writes the allowed part of a parsed tree, always in the same form.</summary>
internal sealed class HtmlWriter(StringBuilder output)
{
    /// <summary>What is longer holds more than what is left of an icon.</summary>
    private const int MostOfAnIcon = 1000;

    private int _linksLeftOut;

    public void WriteChildrenOf(INode parent)
    {
        // By index: NextSibling searches from the first child on, which makes long pages quadratic.
        var children = parent.ChildNodes;
        for (var at = 0; at < children.Length; at++)
        {
            switch (children[at])
            {
                case IText text:
                    HtmlText.AppendEscaped(output, text.Data);
                    break;
                case IElement element:
                    Write(element);
                    break;
            }
        }
    }

    private void Write(IElement element)
    {
        var name = HtmlPolicy.Renamed(element.LocalName);
        if (element.NamespaceUri != NamespaceNames.HtmlUri || HtmlPolicy.DropsContent(name))
        {
            return;
        }

        if (!HtmlPolicy.Allows(name))
        {
            WriteChildrenOf(element);
            return;
        }

        if (IsWorthShowing(element))
        {
            WriteAllowed(element, name);
        }
    }

    private static bool IsWorthShowing(IElement element) => element.LocalName switch
    {
        "img" => SafeUrl.OfResource(element.GetAttribute("src")) is not null,
        "input" => string.Equals(element.GetAttribute("type"), "checkbox", StringComparison.OrdinalIgnoreCase),
        _ => true,
    };

    private void WriteAllowed(IElement element, string name)
    {
        var start = output.Length;
        output.Append('<').Append(name);
        foreach (var attribute in HtmlPolicy.AttributesOf(name))
        {
            if (AttributeRules.Value(element, attribute) is { } value)
            {
                Attribute(attribute, value);
            }
        }

        WriteOwnAttributes(element, name);
        output.Append('>');
        if (HtmlPolicy.IsVoid(name))
        {
            return;
        }

        if (name == "pre" && element.TextContent.StartsWith('\n'))
        {
            // Parsers swallow the first line feed of a <pre>.
            output.Append('\n');
        }

        var (inside, before) = (output.Length, _linksLeftOut);
        WriteChildrenOf(element);
        if (name == "a" && element.HasAttribute("href") && LinkNames.IsSilent(output, inside))
        {
            // Icons of a theme that is not here: such a link says where it leads, or is none.
            if (LinkNames.Of(element) is not { } said)
            {
                output.Remove(start, inside - start);
                _linksLeftOut++;
                return;
            }

            HtmlText.AppendEscaped(output, said);
        }

        if (name == "li" && _linksLeftOut > before && output.Length - inside < MostOfAnIcon && LinkNames.IsSilent(output, inside))
        {
            // A row of such icons leaves no row of dots.
            output.Length = start;
            return;
        }

        output.Append("</").Append(name).Append('>');
    }

    /// <summary>What the hub adds by itself, whatever the author wrote.</summary>
    private void WriteOwnAttributes(IElement element, string name)
    {
        switch (name)
        {
            case "a" when SafeUrl.IsForeign(element.GetAttribute("href")):
                Attribute("rel", "noopener nofollow ugc");
                break;
            case "img":
                Attribute("loading", "lazy");
                Attribute("referrerpolicy", "no-referrer");
                break;
            case "input":
                Attribute("disabled", "");
                break;
            case "pre":
                // A block that scrolls sideways must be reachable by keyboard (WCAG 2.1.1).
                Attribute("tabindex", "0");
                break;
        }
    }

    private void Attribute(string name, string value) =>
        HtmlText.AppendEscaped(output.Append(' ').Append(name).Append("=\""), value).Append('"');
}
