using System.Collections.Frozen;

namespace PracticeHub.Kernel.Text;

/// <summary>End tags that HTML lets authors leave out.</summary>
internal sealed partial class HtmlBalancer
{
    private static readonly FrozenSet<string> TableRoot = HtmlPolicy.Set("table");

    private static readonly FrozenSet<string> Walls = HtmlPolicy.Set("table td th caption");

    private static readonly FrozenSet<string> ListWalls = HtmlPolicy.Set(
        "ul ol dl table td th caption blockquote details figure figcaption section summary pre");

    private static readonly FrozenSet<string> EndsParagraph = HtmlPolicy.Set(
        "blockquote dd details div dl dt figcaption figure h2 h3 h4 h5 h6 hr li ol p pre section summary table ul");

    private void CloseImplied(string name)
    {
        switch (name)
        {
            case "li":
                CloseIfOpen("li", ListWalls);
                break;
            case "dt" or "dd":
                CloseIfOpen("dt", ListWalls);
                CloseIfOpen("dd", ListWalls);
                break;
            case "a" or "label":
                CloseIfOpen(name, Walls);
                break;
            case "h2" or "h3" or "h4" or "h5" or "h6" when Current is "h2" or "h3" or "h4" or "h5" or "h6":
                CloseTo(_open.Count - 1);
                break;
        }

        if (EndsParagraph.Contains(name))
        {
            CloseIfOpen("p", Walls);
        }
    }

    private void CloseIfOpen(string name, FrozenSet<string> walls)
    {
        if (LastOpen(name, walls) is >= 0 and var at)
        {
            CloseTo(at);
        }
    }
}
