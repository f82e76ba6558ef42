using System.Globalization;
using System.Text;
using System.Xml;

namespace PracticeHub.Search.Features.Feeds;

/// <summary>RFC 4287.</summary>
internal static class AtomFeed
{
    private const string Atom = "http://www.w3.org/2005/Atom";

    public static string Write(string title, string root, string self, IReadOnlyList<FeedEntry> entries)
    {
        var text = new StringBuilder();
        using (var xml = XmlWriter.Create(text, new() { Indent = true, CheckCharacters = true }))
        {
            xml.WriteStartElement("feed", Atom);
            xml.WriteElementString("id", Atom, self);
            xml.WriteElementString("title", Atom, Valid(title));
            Link(xml, "self", self);
            Link(xml, "alternate", root + "/");
            xml.WriteElementString("updated", Atom, Utc(entries.Count == 0 ? DateTimeOffset.UnixEpoch : entries.Max(e => e.Card.ModifiedUtc)));
            foreach (var entry in entries)
            {
                WriteEntry(xml, root, entry);
            }

            xml.WriteEndElement();
        }

        // A string is UTF-16 to the writer; it is sent as UTF-8.
        return text.ToString().Replace("utf-16", "utf-8", StringComparison.Ordinal);
    }

    private static void WriteEntry(XmlWriter xml, string root, FeedEntry entry)
    {
        var card = entry.Card;
        xml.WriteStartElement("entry", Atom);
        xml.WriteElementString("id", Atom, $"urn:practicehub:{card.ItemId}");
        xml.WriteElementString("title", Atom, Valid(card.Title.Length > 0 ? card.Title : card.Summary));
        Link(xml, "alternate", $"{root}/{string.Join('/', card.Path.Split('/').Select(Uri.EscapeDataString))}");
        xml.WriteElementString("published", Atom, Utc(card.ListedUtc));
        xml.WriteElementString("updated", Atom, Utc(card.ModifiedUtc));
        xml.WriteStartElement("author", Atom);
        xml.WriteElementString("name", Atom, Valid(card.OwnerName));
        xml.WriteEndElement();
        foreach (var topic in card.Topics.Split('\n', StringSplitOptions.RemoveEmptyEntries).Prepend(card.Kind))
        {
            xml.WriteStartElement("category", Atom);
            xml.WriteAttributeString("term", Valid(topic));
            xml.WriteEndElement();
        }

        xml.WriteElementString("summary", Atom, Valid(card.Summary));
        xml.WriteStartElement("content", Atom);
        xml.WriteAttributeString("type", "html");
        xml.WriteString(Valid(entry.Html));
        xml.WriteEndElement();
        xml.WriteEndElement();
    }

    private static void Link(XmlWriter xml, string relation, string to)
    {
        xml.WriteStartElement("link", Atom);
        xml.WriteAttributeString("rel", relation);
        xml.WriteAttributeString("href", to);
        xml.WriteEndElement();
    }

    private static string Utc(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Without the signs that XML cannot hold.</summary>
    private static string Valid(string text) => string.Concat(text.EnumerateRunes().Where(r => r.Value > 0xFFFF || XmlConvert.IsXmlChar((char)r.Value)).Select(r => r.ToString()));
}
