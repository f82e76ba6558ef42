using System.Text.Json.Nodes;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Recipes;

/// <summary>
/// Orchard Core's steps that have no meaning here, or one that an export must give back. What they carry is stored as a document of the
/// hub; what they only do once is left out. Either way the report says so.
/// </summary>
public sealed class KeptSteps(HubDb db)
{
    public const string HasNoMeaning = "This hub has no use for it; an export gives it back.";
    private const string IsADeed = "It does something in Orchard Core that has no counterpart here.";

    /// <summary>How what a step carries is told apart, so that a later run replaces what it knows and keeps the rest.</summary>
    private abstract record Shape
    {
        /// <summary>Named members of the property; of the step itself when it is null.</summary>
        public sealed record Map(string? Property = null) : Shape;
        /// <summary>A list whose objects are told apart by a property.</summary>
        public sealed record List(string Property, string Key) : Shape;
        /// <summary>A list of objects with one member each, whose name tells them apart.</summary>
        public sealed record Pairs(string Property) : Shape;
        /// <summary>Many steps of this name, told apart by a property.</summary>
        public sealed record Many(string Key) : Shape;
        /// <summary>Not data.</summary>
        public sealed record Deed : Shape;
    }

    private static readonly Dictionary<string, Shape> Shapes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["custom-settings"] = new Shape.Map(), ["custom-user-settings"] = new Shape.Map(),
        ["MediaProfiles"] = new Shape.Map("MediaProfiles"), ["Templates"] = new Shape.Map("Templates"), ["AdminTemplates"] = new Shape.Map("AdminTemplates"),
        ["ShortcodeTemplates"] = new Shape.Map("ShortcodeTemplates"), ["Placements"] = new Shape.Map("Placements"), ["FeatureProfiles"] = new Shape.Map("FeatureProfiles"),
        ["Queries"] = new Shape.List("Queries", "Name"), ["AdminMenu"] = new Shape.List("data", "Id"), ["layers"] = new Shape.List("Layers", "Name"),
        ["Sitemaps"] = new Shape.List("data", "SitemapId"), ["deployment"] = new Shape.List("Plans", "Name"),
        ["lucene-index"] = new Shape.Pairs("Indices"), ["ElasticIndexSettings"] = new Shape.Pairs("Indices"), ["azureai-index-create"] = new Shape.Pairs("Indices"),
        ["OpenIdApplication"] = new Shape.Many("ClientId"), ["OpenIdScope"] = new Shape.Many("ScopeName"),
        ["OpenIdClientSettings"] = new Shape.Map(), ["OpenIdServerSettings"] = new Shape.Map(), ["OpenIdValidationSettings"] = new Shape.Map(),
        ["AzureADSettings"] = new Shape.Map(), ["MicrosoftAccountSettings"] = new Shape.Map(), ["GitHubAuthenticationSettings"] = new Shape.Map(),
        ["FacebookCoreSettings"] = new Shape.Map(), ["FacebookLoginSettings"] = new Shape.Map(), ["TwitterSettings"] = new Shape.Map(),
        ["command"] = new Shape.Deed(), ["lucene-index-rebuild"] = new Shape.Deed(), ["lucene-index-reset"] = new Shape.Deed(),
        ["elastic-index-rebuild"] = new Shape.Deed(), ["elastic-index-reset"] = new Shape.Deed(), ["azureai-index-rebuild"] = new Shape.Deed(), ["azureai-index-reset"] = new Shape.Deed(),
    };

    /// <returns>False when Orchard Core has no step of this name either.</returns>
    public async Task<bool> TakeAsync(string name, JsonObject step, RecipeRun run, CancellationToken ct)
    {
        if (!Shapes.TryGetValue(name, out var shape))
        {
            return false;
        }

        if (shape is Shape.Deed)
        {
            run.LeaveOut(name, IsADeed);
            return true;
        }

        foreach (var what in await PutAsync(name, shape, step, ct))
        {
            run.Keep(what, HasNoMeaning);
        }

        return true;
    }

    /// <summary>Stores and counts the list that a step carries, for one that has a meaning here as well.</summary>
    /// <param name="what">What the report calls them.</param>
    internal async Task StoreAsync(string name, string what, JsonObject step, RecipeRun run, CancellationToken ct)
    {
        var list = (Shape.List)Shapes[name];
        var before = (await db.ReadDocumentAsync(HubDocument.Kept, name.ToLowerInvariant(), ct))?[list.Property] as JsonArray ?? [];
        foreach (var item in step.Objects(list.Property))
        {
            var same = before.OfType<JsonObject>().FirstOrDefault(other => other.Needed(list.Key) == item.Needed(list.Key));
            run.Count(what, same is null ? RecipeChange.Added : JsonNode.DeepEquals(same, item) ? RecipeChange.Unchanged : RecipeChange.Changed);
        }

        await PutAsync(name, list, step, ct);
    }

    private async Task<List<string>> PutAsync(string name, Shape shape, JsonObject step, CancellationToken ct)
    {
        var key = name.ToLowerInvariant();
        var body = await db.ReadDocumentAsync(HubDocument.Kept, key, ct) ?? new() { ["name"] = name };
        var put = new List<string>();
        foreach (var (what, take) in PartsOf(shape, body, step))
        {
            take();
            put.Add(what);
        }

        await db.PutDocumentAsync(HubDocument.Kept, key, body, ct);
        return put;
    }

    /// <summary>The steps as they came, for an export.</summary>
    internal static IEnumerable<JsonObject> StepsIn(HubDocument document)
    {
        var body = document.Read();
        if (!(Shapes.TryGetValue(document.Name, out var shape) && shape is Shape.Many))
        {
            return [body];
        }

        return ((JsonArray)body["steps"]!).Select(step => step!.DeepClone().AsObject());
    }

    private static IEnumerable<(string What, Action Put)> PartsOf(Shape shape, JsonObject body, JsonObject step) => shape switch
    {
        Shape.Map { Property: null } => Named(body, step),
        Shape.Map map => Named(MapIn(body, map.Property!), step.Map(map.Property!)),
        Shape.List list => Listed(ListIn(body, list.Property), step.Objects(list.Property), item => item.Needed(list.Key)),
        Shape.Pairs pairs => Listed(ListIn(body, pairs.Property), step.Objects(pairs.Property), item => item.FirstOrDefault().Key ?? ""),
        Shape.Many many => Listed(ListIn(body, "steps"), [step], item => item.Needed(many.Key)),
        _ => [],
    };

    private static IEnumerable<(string, Action)> Named(JsonObject into, JsonObject given) =>
        given.Where(p => p.Key != "name").Select(p => (p.Key, (Action)(() => into[p.Key] = p.Value?.DeepClone())));

    private static IEnumerable<(string, Action)> Listed(JsonArray into, IEnumerable<JsonObject> given, Func<JsonObject, string> key) => given.Select(item => (key(item), (Action)(() =>
    {
        var at = into.OfType<JsonObject>().ToList().FindIndex(other => key(other) == key(item));
        if (at < 0)
        {
            into.Add(item.DeepClone());
        }
        else
        {
            into[at] = item.DeepClone();
        }
    })));

    private static JsonObject MapIn(JsonObject body, string name)
    {
        body[name] ??= new JsonObject();
        return (JsonObject)body[name]!;
    }

    private static JsonArray ListIn(JsonObject body, string name)
    {
        body[name] ??= new JsonArray();
        return (JsonArray)body[name]!;
    }
}
