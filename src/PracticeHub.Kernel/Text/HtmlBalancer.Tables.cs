using System.Collections.Frozen;

namespace PracticeHub.Kernel.Text;

/// <summary>
/// Tables get their full shape here, because misplaced content is what HTML moves out of a table, and moved content
/// is where parsers and sanitizers disagree.
/// </summary>
internal sealed partial class HtmlBalancer
{
    private static readonly FrozenSet<string> TableParts =
        HtmlPolicy.Set("caption col colgroup thead tbody tfoot tr td th");

    private static readonly FrozenSet<string> Groups = HtmlPolicy.Set("thead tbody tfoot");

    private string Current => _open.Count == 0 ? "" : _open[^1];

    private static bool IsTablePart(string name) => TableParts.Contains(name);

    /// <summary>Content that stands between cells goes into a cell.</summary>
    private void EnsureCell()
    {
        if (Current is "colgroup")
        {
            CloseTo(_open.Count - 1);
        }

        if (Current is "table" || Current is "tr" || Groups.Contains(Current))
        {
            EnsureRow();
            Open("td");
        }
    }

    private void EnsureRow()
    {
        if (Current is "table")
        {
            Open("tbody");
        }

        if (Current is not "tr")
        {
            Open("tr");
        }
    }

    /// <summary>Closes and opens what must be around a part of a table; false outside of tables.</summary>
    private bool PrepareFor(string part)
    {
        var table = LastOpen("table", FrozenSet<string>.Empty);
        if (table < 0)
        {
            return false;
        }

        CloseTo(table + Kept(part, table));
        switch (part)
        {
            case "col" when Current is "table":
                Open("colgroup");
                break;
            case "tr" when Current is "table":
                Open("tbody");
                break;
            case "td" or "th":
                EnsureRow();
                break;
        }

        return true;
    }

    /// <summary>How many open elements from the table on may stay open around the part.</summary>
    private int Kept(string part, int table)
    {
        var inside = table + 1 < _open.Count ? _open[table + 1] : "";
        return part switch
        {
            "col" => inside == "colgroup" ? 2 : 1,
            "tr" => Groups.Contains(inside) ? 2 : 1,
            "td" or "th" when Groups.Contains(inside) => table + 2 < _open.Count ? 3 : 2,
            _ => 1,
        };
    }
}
