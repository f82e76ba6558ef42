using System.Net;
using System.Text.Encodings.Web;
using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

internal static class TextFilters
{
    public static Dictionary<string, Filter> All { get; } = new()
    {
        ["downcase"] = new(0, 0, call => call.Result(call.InputText.ToLowerInvariant())),
        ["upcase"] = new(0, 0, call => call.Result(call.InputText.ToUpperInvariant())),
        ["capitalize"] = new(0, 0, call => call.Result(Capitalize(call.InputText))),
        ["strip"] = new(0, 0, call => call.Result(call.InputText.Trim())),
        ["truncate"] = new(0, 2, Truncate),
        ["truncatewords"] = new(0, 2, TruncateWords),
        ["escape"] = new(0, 0, call => Value.Of(Html.Escape(call.Machine, call.InputText, call.At))),
        ["strip_html"] = new(0, 0, call => Value.Of(Html.Strip(call.Machine, call.InputText, call.At))),
        ["append"] = new(1, 1, call => Joined(call, call.InputText, call.Text(0))),
        ["prepend"] = new(1, 1, call => Joined(call, call.Text(0), call.InputText)),
        ["replace"] = new(1, 2, Replace),
        ["url_encode"] = new(0, 0, call => call.Result(WebUtility.UrlEncode(call.InputText))),
        ["json"] = new(0, 0, call => Value.Of(JsonText.Write(call.Machine, call.Input, JavaScriptEncoder.Default, call.At))),
        ["date"] = new(1, 1, DateFilter.Apply),
    };

    private static string Capitalize(string text) =>
        text.Length == 0 ? text : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant();

    private static Value Joined(FilterCall call, string start, string end)
    {
        call.Machine.CheckLength((long)start.Length + end.Length, call.At);
        return call.Result(start + end);
    }

    /// <summary>The length counts the ellipsis; a pair of surrogates is never cut.</summary>
    private static Value Truncate(FilterCall call)
    {
        var (text, length, ellipsis) = (call.InputText, call.Whole(0, 50), call.Text(1, "..."));
        if (text.Length <= length)
        {
            return call.Result(text);
        }

        var kept = Math.Max(0, length - ellipsis.Length);
        kept -= kept > 0 && char.IsHighSurrogate(text[kept - 1]) ? 1 : 0;
        return Joined(call, text[..kept], ellipsis);
    }

    private static Value TruncateWords(FilterCall call)
    {
        var (text, count, ellipsis) = (call.InputText, Math.Max(1, call.Whole(0, 15)), call.Text(1, "..."));
        call.Machine.Work(text.Length, call.At);
        var words = text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return words.Length <= count
            ? call.Result(text)
            : Joined(call, string.Join(' ', words.Take(count)), ellipsis);
    }

    private static Value Replace(FilterCall call)
    {
        var (text, sought) = (call.InputText, call.Text(0));
        call.Machine.Search(text.Length, sought.Length, call.At);
        return sought.Length == 0 ? call.Result(text) : call.Machine.ReplaceAll(text, sought, call.Text(1, ""), call.At);
    }
}
