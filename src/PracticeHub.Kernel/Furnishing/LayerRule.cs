using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Kernel.Furnishing;

/// <summary>What a rule may ask of the page that is shown.</summary>
/// <param name="Path">With the leading slash.</param>
/// <param name="Cultures">The reader's language, and the one that it is a form of.</param>
/// <param name="ContentType">The type of the item whose page it is; empty on other pages.</param>
public sealed record PageFacts(string Path, bool IsSignedIn, IReadOnlyCollection<string> Roles, IReadOnlyList<string> Cultures, string ContentType);

/// <summary>Orchard Core's rule of a layer: all its conditions hold, and there is at least one. What is not understood never holds.</summary>
public sealed class LayerRule(Func<PageFacts, bool> holds, IReadOnlyList<string> unknown)
{
    private const int MostDeep = 16;

    /// <summary>Scripts of rules run on every page, and have little time.</summary>
    private static readonly ExpressionLimits Limits = new() { SourceLength = 2000, Steps = 500 };

    /// <summary>The conditions that this hub does not understand.</summary>
    public IReadOnlyList<string> Unknown => unknown;

    public bool Holds(PageFacts page) => holds(page);

    public static LayerRule Parse(JsonObject layer)
    {
        var unknown = new List<string>();
        var conditions = (layer.Find("LayerRule") as JsonObject)?.Find("Conditions") as JsonArray;
        // Before there were conditions, a rule was a script.
        var rule = conditions is not { Count: > 0 } && layer.Text("Rule") is { Length: > 0 } script ? Script(script, unknown) : All(conditions, unknown, 0);
        return new(rule, unknown);
    }

    private static Func<PageFacts, bool> All(JsonArray? conditions, List<string> unknown, int depth)
    {
        var all = ReadAll(conditions, unknown, depth);
        return page => all.Count > 0 && all.TrueForAll(holds => holds(page));
    }

    private static Func<PageFacts, bool> Any(JsonArray? conditions, List<string> unknown, int depth)
    {
        var all = ReadAll(conditions, unknown, depth);
        return page => all.Exists(holds => holds(page));
    }

    private static List<Func<PageFacts, bool>> ReadAll(JsonArray? conditions, List<string> unknown, int depth) =>
        [.. (conditions ?? []).OfType<JsonObject>().Select(condition => Read(condition, unknown, depth + 1))];

    private static Func<PageFacts, bool> Read(JsonObject condition, List<string> unknown, int depth)
    {
        var name = NameOf(condition);
        return depth > MostDeep ? Never(name, unknown) : name switch
        {
            "BooleanCondition" => IsTrue(condition) ? _ => true : _ => false,
            "HomepageCondition" => IsTrue(condition) ? page => page.Path == "/" : page => page.Path != "/",
            "IsAnonymousCondition" => page => !page.IsSignedIn,
            "IsAuthenticatedCondition" => page => page.IsSignedIn,
            "UrlCondition" => Compare(condition, unknown, page => [page.Path]),
            "CultureCondition" => Compare(condition, unknown, page => page.Cultures),
            "RoleCondition" => Compare(condition, unknown, page => page.Roles),
            "ContentTypeCondition" => Compare(condition, unknown, page => [page.ContentType]),
            "JavascriptCondition" => Script(condition.Text("Script") ?? "", unknown),
            "AllConditionGroup" => All(condition.Find("Conditions") as JsonArray, unknown, depth),
            "AnyConditionGroup" => Any(condition.Find("Conditions") as JsonArray, unknown, depth),
            _ => Never(name, unknown),
        };
    }

    private static Func<PageFacts, bool> Compare(JsonObject condition, List<string> unknown, Func<PageFacts, IEnumerable<string>> facts)
    {
        var (wanted, operation) = (condition.Text("Value") ?? "", condition.Find("Operation") as JsonObject ?? []);
        wanted = wanted.StartsWith("~/", StringComparison.Ordinal) ? wanted[1..] : wanted;
        var name = NameOf(operation) is { Length: > 0 } given ? given : "StringEqualsOperator";
        var (how, isNegated) = (name.Replace("Not", "", StringComparison.Ordinal), name.StartsWith("StringNot", StringComparison.Ordinal));
        var comparison = operation.Find("CaseSensitive") is JsonValue value && value.TryGetValue(out bool isSensitive) && isSensitive ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        Func<string, bool>? test = how switch
        {
            "StringEqualsOperator" => text => text.Equals(wanted, comparison),
            "StringStartsWithOperator" => text => text.StartsWith(wanted, comparison),
            "StringEndsWithOperator" => text => text.EndsWith(wanted, comparison),
            "StringContainsOperator" => text => text.Contains(wanted, comparison),
            _ => null,
        };
        return test is null ? Never(name, unknown) : isNegated ? page => !facts(page).Any(test) : page => facts(page).Any(test);
    }

    private static Func<PageFacts, bool> Script(string source, List<string> unknown)
    {
        // Tried once, so that the report can name what will never hold.
        if (Run(source, new("/", false, [], ["en"], "")) is null)
        {
            return Never(source, unknown);
        }

        return page => Run(source, page) is true;
    }

    private static bool? Run(string source, PageFacts page)
    {
        var scope = new Scope()
            .Function("isHomepage", _ => page.Path == "/")
            .Function("isAnonymous", _ => !page.IsSignedIn)
            .Function("isAuthenticated", _ => page.IsSignedIn)
            .Function("isInRole", given => page.Roles.Contains(First(given), StringComparer.OrdinalIgnoreCase))
            .Function("url", given => IsAt(page.Path, First(given)))
            .Function("culture", given => page.Cultures.Contains(First(given), StringComparer.OrdinalIgnoreCase))
            .Function("contentType", given => page.ContentType.Equals(First(given), StringComparison.OrdinalIgnoreCase));
        try
        {
            return JavaScriptExpression.IsTrue(JavaScriptExpression.Evaluate(source, scope, Limits));
        }
        catch (ExpressionException)
        {
            return null;
        }
    }

    private static bool IsAt(string path, string url)
    {
        url = url.StartsWith("~/", StringComparison.Ordinal) ? url[1..] : url;
        return url.EndsWith('*') ? path.StartsWith(url.TrimEnd('*'), StringComparison.OrdinalIgnoreCase) : path.Equals(url, StringComparison.OrdinalIgnoreCase);
    }

    private static string First(IReadOnlyList<JsonNode?> given) => given.Count > 0 ? given[0]?.ToString() ?? "" : "";

    private static Func<PageFacts, bool> Never(string what, List<string> unknown)
    {
        unknown.Add(what);
        return _ => false;
    }

    private static bool IsTrue(JsonObject condition) => condition.Find("Value") is not JsonValue value || !value.TryGetValue(out bool flag) || flag;

    /// <summary>The short name of the class: <c>$type</c> is <c>Namespace.Name, Assembly</c>.</summary>
    private static string NameOf(JsonObject value) => (value.Text("$type") ?? value.Text("Name") ?? "").Split(',')[0].Split('.')[^1].Trim();
}
