using System.Text.RegularExpressions;
using AngleSharp.Dom;

namespace PracticeHub.Kernel.Text;

/// <summary>Which values an allowed attribute may have; null leaves it out.</summary>
internal static partial class AttributeRules
{
    /// <summary>Ids of content carry this, so that they never clash with the page's own or with script globals.</summary>
    public const string IdPrefix = "user-content-";

    private const int MaxIdLength = 200;

    public static string? Value(IElement element, string attribute)
    {
        var value = element.GetAttribute(attribute);
        return attribute switch
        {
            "align" => Alignment(value, element.GetAttribute("style")),
            "alt" => value ?? "",
            _ when value is null => null,
            "href" => SafeUrl.OfLink(value),
            "src" or "cite" => SafeUrl.OfResource(value),
            "id" => Id(value),
            "class" => Classes(element, value),
            "dir" => OneOf(value, "ltr", "rtl", "auto"),
            "scope" => OneOf(value, "row", "col", "rowgroup", "colgroup"),
            "type" when element.LocalName == "input" => "checkbox",
            "type" => value is "1" or "a" or "A" or "i" or "I" ? value : null,
            "open" or "checked" or "reversed" => "",
            "width" or "height" => Length().IsMatch(value) ? value : null,
            "colspan" or "rowspan" or "span" => Span().IsMatch(value) ? value : null,
            "start" or "value" => Number().IsMatch(value) ? value : null,
            "lang" => Language().IsMatch(value) ? value : null,
            _ => value,
        };
    }

    private static string? OneOf(string value, params ReadOnlySpan<string> allowed)
    {
        var lower = value.Trim().ToLowerInvariant();
        return allowed.Contains(lower) ? lower : null;
    }

    // Markdown tables align by style, which the page's Content-Security-Policy forbids.
    private static string? Alignment(string? align, string? style)
    {
        var wanted = align ?? (style is not null && TextAlign().Match(style) is { Success: true } match ? match.Groups[1].Value : null);
        return wanted is null ? null : OneOf(wanted, "left", "center", "right");
    }

    private static string? Id(string value)
    {
        var bare = value.StartsWith(IdPrefix, StringComparison.Ordinal) ? value[IdPrefix.Length..] : value;
        return bare.Length is > 0 and <= MaxIdLength && !bare.Any(IsBadInId) ? IdPrefix + bare : null;
    }

    private static bool IsBadInId(char c) => char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '\'' or '<' or '>' or '&';

    private static string? Classes(IElement element, string value)
    {
        var kept = value.Split([' ', '\t', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Where(name => IsKnownClass(element, name))
            .Distinct()
            .ToArray();
        return kept.Length == 0 ? null : string.Join(' ', kept);
    }

    // Only a real link to a person may look like a mention.
    private static bool IsKnownClass(IElement element, string name) => name switch
    {
        "mention" => element.LocalName == "a" && element.GetAttribute("href")?.StartsWith("/people/", StringComparison.Ordinal) == true,
        "task-list-item" or "contains-task-list" or "footnotes" or "footnote-ref" or "footnote-back-ref" => true,
        _ => LanguageClass().IsMatch(name),
    };

    [GeneratedRegex(@"^language-[A-Za-z0-9_+#.-]{1,40}\z")]
    private static partial Regex LanguageClass();

    [GeneratedRegex(@"^[0-9]{1,4}%?\z")]
    private static partial Regex Length();

    [GeneratedRegex(@"^[1-9][0-9]{0,2}\z")]
    private static partial Regex Span();

    [GeneratedRegex(@"^-?[0-9]{1,9}\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8}){0,4}\z")]
    private static partial Regex Language();

    [GeneratedRegex(@"^\s*text-align\s*:\s*(left|center|right)\s*;?\s*\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TextAlign();
}
