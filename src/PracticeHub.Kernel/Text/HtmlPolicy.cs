using System.Collections.Frozen;

namespace PracticeHub.Kernel.Text;

/// <summary>The allow-list: which elements and attributes content may use.</summary>
internal static class HtmlPolicy
{
    public const int MaxDepth = 64;

    private static readonly string[] OnEveryElement = ["id", "class", "title", "dir", "lang"];

    private static readonly FrozenDictionary<string, string[]> OwnAttributes = new Dictionary<string, string[]>
    {
        ["a"] = ["href"],
        ["blockquote"] = ["cite"],
        ["col"] = ["span"],
        ["colgroup"] = ["span"],
        ["del"] = ["cite", "datetime"],
        ["details"] = ["open"],
        ["img"] = ["src", "alt", "width", "height"],
        ["input"] = ["type", "checked"],
        ["ins"] = ["cite", "datetime"],
        ["li"] = ["value"],
        ["ol"] = ["start", "type", "reversed"],
        ["q"] = ["cite"],
        ["td"] = ["colspan", "rowspan", "align"],
        ["th"] = ["colspan", "rowspan", "align", "scope"],
        ["time"] = ["datetime"],
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string[]> AllAttributes =
        OwnAttributes.ToFrozenDictionary(own => own.Key, own => (string[])[.. own.Value, .. OnEveryElement]);

    private static readonly FrozenSet<string> Elements = Set(
        "a abbr b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt em figcaption figure " +
        "h2 h3 h4 h5 h6 hr i img input ins kbd label li mark ol p pre q rp rt ruby s samp section small span strong sub " +
        "summary sup table tbody td tfoot th thead time tr u ul var wbr");

    private static readonly FrozenSet<string> Voids = Set("br col hr img input wbr");

    private static readonly FrozenSet<string> Dropped = Set(
        "script style template svg math noscript iframe noembed noframes xmp plaintext textarea title");

    private static readonly FrozenSet<string> AttributeNames =
        OwnAttributes.Values.SelectMany(names => names).Concat(OnEveryElement).Append("style").Append(LinkNames.Label).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> AttributeSpans =
        AttributeNames.GetAlternateLookup<ReadOnlySpan<char>>();

    public static bool Allows(string element) => Elements.Contains(element);

    public static bool IsVoid(string element) => Voids.Contains(element);

    /// <summary>Elements that go with everything inside; other unknown elements leave their content.</summary>
    public static bool DropsContent(string element) => Dropped.Contains(element);

    /// <summary>Cheap first filter, so that a tag with 100,000 attributes costs nothing.</summary>
    public static bool KnowsAttribute(ReadOnlySpan<char> name) => AttributeSpans.Contains(name);

    /// <summary>In the order in which they are written.</summary>
    public static string[] AttributesOf(string element) => AllAttributes.GetValueOrDefault(element, OnEveryElement);

    /// <summary>The page owns the first heading; old names get today's.</summary>
    public static string Renamed(string element) => element switch
    {
        "h1" => "h2",
        "strike" => "s",
        "tt" => "code",
        _ => element,
    };

    public static FrozenSet<string> Set(string words) => words.Split(' ').ToFrozenSet();
}
