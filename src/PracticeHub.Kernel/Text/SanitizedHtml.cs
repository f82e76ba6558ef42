using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace PracticeHub.Kernel.Text;

/// <summary>HTML that may be written to a page as it is. Only <see cref="HtmlSanitizer"/> makes it.</summary>
public sealed class SanitizedHtml : IHtmlContent
{
    internal SanitizedHtml(string value) => Value = value;

    public static SanitizedHtml Empty { get; } = new("");

    public string Value { get; }

    /// <summary>Takes back HTML that the sanitizer made earlier and the database kept. Never for anything else.</summary>
    public static SanitizedHtml FromTrustedStore(string html) => html.Length == 0 ? Empty : new(html);

    /// <summary>The same with another text in the place of some of its elements' own, as a heading in the reader's language.</summary>
    public SanitizedHtml Retitle(string element, string before, string after) => new(Value.Replace(
        element.Replace("{}", before, StringComparison.Ordinal), element.Replace("{}", HtmlEncoder.Default.Encode(after), StringComparison.Ordinal), StringComparison.Ordinal));

    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Value);
    }

    public override string ToString() => Value;
}
