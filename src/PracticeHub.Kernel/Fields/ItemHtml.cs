using System.Text;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Fields;

/// <summary>Collects what readers see of an item. All of it goes through the sanitizer in the end, whoever wrote it.</summary>
public sealed class ItemHtml(MarkdownRenderer markdown)
{
    private readonly StringBuilder _html = new();

    /// <summary>The items that this one points to, with the name of what points.</summary>
    public List<(string ItemId, string Relation)> Links { get; } = [];

    public bool IsEmpty => _html.Length == 0;

    public void Markdown(string source) => _html.Append(markdown.Render(source).Value);

    /// <summary>HTML that somebody wrote.</summary>
    public void Html(string source) => _html.Append(HtmlSanitizer.Sanitize(source).Value);

    /// <summary>Text whose lines stay lines.</summary>
    public void Lines(string text)
    {
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            _html.Append("<p dir=\"auto\">").AppendJoin("<br>", paragraph.Split('\n').Select(HtmlText.Escape)).Append("</p>");
        }
    }

    /// <param name="level">2 to 6: the page owns the first.</param>
    public void Heading(string text, int level = 2) => _html.Append("<h").Append(level).Append(" dir=\"auto\">").Append(HtmlText.Escape(text)).Append("</h").Append(level).Append('>');

    public void Link(string address, string text)
    {
        _html.Append("<p dir=\"auto\"><a href=\"").Append(HtmlText.Escape(address)).Append("\">").Append(HtmlText.Escape(text.Length > 0 ? text : address)).Append("</a></p>");
    }

    public void Picture(string address, string alternative)
    {
        _html.Append("<p><img src=\"").Append(HtmlText.Escape(address)).Append("\" alt=\"").Append(HtmlText.Escape(alternative)).Append("\"></p>");
    }

    public void List(IEnumerable<string> texts) =>
        _html.Append("<ul>").AppendJoin("", texts.Select(text => $"<li dir=\"auto\">{HtmlText.Escape(text)}</li>")).Append("</ul>");

    /// <summary>A value beside its label.</summary>
    /// <param name="machine">The same as a machine reads it, for days and hours.</param>
    public void Fact(string label, string text, string? machine = null)
    {
        _html.Append("<p dir=\"auto\"><strong>").Append(HtmlText.Escape(label)).Append("</strong> ");
        _html.Append(machine is null ? "" : $"<time datetime=\"{HtmlText.Escape(machine)}\">").Append(HtmlText.Escape(text)).Append(machine is null ? "" : "</time>").Append("</p>");
    }

    /// <summary>A part of the page with a heading of its own; left out when nothing is in it.</summary>
    public void Section(string? heading, Action write)
    {
        var start = _html.Length;
        _html.Append("<section>");
        if (heading is { Length: > 0 })
        {
            Heading(heading);
        }

        var before = _html.Length;
        write();
        if (_html.Length == before)
        {
            _html.Length = start;
            return;
        }

        _html.Append("</section>");
    }

    /// <summary>Sanitized once more as a whole: no field can close what another one opened.</summary>
    public SanitizedHtml ToSanitized() => HtmlSanitizer.Sanitize(_html.ToString());
}
