using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Recipes;

/// <summary>A taxonomy that is too long for memory is read from its file term by term, and comes out of the hub as it went in.</summary>
public abstract class BringingTrees(TestHub hub)
{
    private const string Tree = "4big0000000000000000000001";
    private const int Roots = 300;
    private const int Below = 11;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true, true)]
    [InlineData(false, false)]
    public async Task A_long_tree_comes_in_whole_and_goes_out_equal(bool isZip, bool isIdFirst)
    {
        await using var own = await hub.FreshAsync();
        var terms = Terms(isIdFirst);
        using var package = Package(Recipe(terms), isZip);
        Assert.Equal(new RecipeTally(1, 0, 0), (await own.RunAsync(package.Recipe)).Tallies["Taxonomy"]);
        Assert.Equal(Roots * (1 + Below), await own.InDbAsync(db => db.Terms.CountAsync(t => t.TaxonomyId == Tree, Ct)));
        var exported = (await own.ExportItemAsync(Tree))!;
        Assert.True(JsonNode.DeepEquals(terms, exported["TaxonomyPart"]!["Terms"]));
        Assert.Equal(("Topic", "kept"), (exported["TaxonomyPart"]!["TermContentType"]!.ToString(), exported["After"]!["Odd"]!.ToString()));

        // The same again changes nothing; one name of thousands changes one term.
        Assert.Equal(new RecipeTally(0, 0, 1), (await own.RunAsync(package.Recipe)).Tallies["Taxonomy"]);
        terms[Roots - 1]!["Terms"]![0]!["DisplayText"] = "Renamed";
        using var changed = Package(Recipe(terms), isZip);
        Assert.Equal(new RecipeTally(0, 1, 0), (await own.RunAsync(changed.Recipe)).Tallies["Taxonomy"]);
        Assert.Equal("Renamed", await own.InDbAsync(db => db.Terms.Where(t => t.Id == IdOf(Roots - 1, 1)).Select(t => t.Title).SingleAsync(Ct)));
    }

    [Fact]
    public async Task Expressions_in_it_are_evaluated_each_once()
    {
        await using var own = await hub.FreshAsync();
        var terms = Terms();
        terms[7]!["ContentItemId"] = "[js: uuid()]";
        terms[7]!["DisplayText"] = "[js: new Date()]";
        using var package = Package(Recipe(terms));
        var notes = (await own.RunAsync(package.Recipe)).Notes;
        Assert.Contains("$.steps[0].data[0].TaxonomyPart.Terms[7].DisplayText: `new` is not supported here. (line 1, column 6)", notes.Select(n => n.What));
        var root = await own.InDbAsync(db => db.Terms.SingleAsync(t => t.Title == "[js: new Date()]", Ct));
        Assert.Equal(Below, await own.InDbAsync(db => db.Terms.CountAsync(t => t.ParentId == root.Id && t.Lineage == root.Id + "/" + t.Id + "/", Ct)));
    }

    [Theory]
    [InlineData("""[ 12 ]""", "TaxonomyPart.Terms[250].Terms[0] is not an object. (long.json, line {0}, TaxonomyPart.Terms[250].Terms[0])")]
    [InlineData("""{ "a": 1 }""", "TaxonomyPart.Terms[250].Terms is not a list. (long.json, line {0}, TaxonomyPart.Terms[250])")]
    [InlineData("""[ { "DisplayText": "No id" } ]""", "TaxonomyPart.Terms[250].Terms[0].ContentItemId is missing. (long.json, line {0}, TaxonomyPart.Terms[250].Terms[0])")]
    [InlineData("""[ { "ContentItemId": "4trm0000000000000000250t00" } ]""", "The term 4trm0000000000000000250t00 stands twice in the tree. (long.json, line {0}, TaxonomyPart.Terms[250])")]
    [InlineData("""[ { "ContentItemId": "4oth0000000000000000000002" } ]""", "The term 4oth0000000000000000000002 exists already, in the taxonomy 4oth0000000000000000000001. (long.json, line {0}, TaxonomyPart.Terms[250].Terms[0])")]
    [InlineData("""[ { "ContentItemId": "4new0000000000000000000001", "ContentItemId": "4new0000000000000000000001" } ]""", "long.json, line {0}: ContentItemId stands twice in the same place.")]
    public async Task What_is_wrong_in_it_is_said_with_its_line_and_nothing_stays(string below, string words)
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(JsonNode.Parse("""
            { "name": "Other", "steps": [ { "name": "content", "data": [ { "ContentItemId": "4oth0000000000000000000001", "ContentType": "Taxonomy", "DisplayText": "Other", "Latest": true, "Published": true,
              "TaxonomyPart": { "Terms": [ { "ContentItemId": "4oth0000000000000000000002", "ContentType": "Topic", "DisplayText": "Theirs" } ] } } ] } ] }
            """)!.AsObject());
        var rows = await own.RowsAsync();
        var json = Recipe(Terms()).ToJsonString(new() { WriteIndented = true });
        var id = json.IndexOf(IdOf(250, 0), StringComparison.Ordinal);
        var begin = json.IndexOf("\"Terms\"", id, StringComparison.Ordinal);
        // The list of that term, on one line.
        const string last = "\n                ]";
        var end = json.IndexOf(last, begin, StringComparison.Ordinal) + last.Length;
        json = json[..begin] + $"\"Terms\": {below}" + json[end..];
        using var package = RecipePackage.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "long.json");
        var refusal = await Assert.ThrowsAsync<RecipeException>(() => own.RunAsync(package.Recipe));
        // A refusal of the term itself names the line at which it begins.
        var line = json[..begin].Count(c => c == '\n') + 1;
        var itself = json[..json.LastIndexOf('{', id)].Count(c => c == '\n') + 1;
        var expected = string.Format(CultureInfo.InvariantCulture, words, words.EndsWith("Terms[250])", StringComparison.Ordinal) ? itself : line);
        Assert.Equal($"Recipe Long, step 1 (content): {expected}", refusal.Message);
        Assert.Equal(rows, await own.RowsAsync());
    }

    [Fact]
    public async Task It_may_be_stopped_in_the_middle_and_nothing_stays()
    {
        await using var own = await hub.FreshAsync();
        var rows = await own.RowsAsync();
        using var package = Package(Recipe(Terms()));
        using var stop = new CancellationTokenSource();
        var told = 0;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => own.RunAsync(package.Recipe, stop.Token, new Told(() => ++told == 5, stop)));
        Assert.Equal(rows, await own.RowsAsync());
    }

    private static string IdOf(int root, int below) => $"4trm{root:0000000000000000000}t{below:00}";

    private static JsonArray Terms(bool isIdFirst = true) => new([.. Enumerable.Range(0, Roots).Select(root =>
    {
        var term = Term(root, 0);
        term["Terms"] = new JsonArray([.. Enumerable.Range(1, Below).Select(below => Term(root, below))]);
        if (!isIdFirst)
        {
            var id = term["ContentItemId"]!.ToString();
            term.Remove("ContentItemId");
            term["ContentItemId"] = id;
        }

        return term;
    })]);

    private static JsonObject Term(int root, int below) => new()
    {
        ["ContentItemId"] = IdOf(root, below), ["ContentType"] = "Topic", ["DisplayText"] = $"Term {root} {below}", ["TitlePart"] = new JsonObject { ["Title"] = $"Term {root} {below}" },
        ["TermPart"] = new JsonObject { ["TaxonomyContentItemId"] = Tree }, ["Odd"] = new JsonObject { ["Text"] = new string('ü', 150), ["Null"] = null },
    };

    private static JsonObject Recipe(JsonArray terms) => new()
    {
        ["name"] = "Long",
        ["steps"] = new JsonArray(new JsonObject
        {
            ["name"] = "content",
            ["data"] = new JsonArray(new JsonObject
            {
                ["ContentItemId"] = Tree, ["ContentType"] = "Taxonomy", ["DisplayText"] = "Long", ["Latest"] = true, ["Published"] = true, ["TitlePart"] = new JsonObject { ["Title"] = "Long" },
                ["TaxonomyPart"] = new JsonObject { ["Terms"] = terms.DeepClone(), ["TermContentType"] = "Topic" }, ["After"] = new JsonObject { ["Odd"] = "kept" },
            }),
        }),
    };

    private static RecipePackage Package(JsonObject recipe, bool isZip = false)
    {
        var json = Encoding.UTF8.GetBytes(recipe.ToJsonString());
        if (!isZip)
        {
            return RecipePackage.Read(new MemoryStream(json), "long.json");
        }

        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("Recipe.json").Open();
            entry.Write(json);
        }

        return RecipePackage.Read(stream, "long.zip");
    }

    /// <summary>Stops a run when it has told often enough how far it is.</summary>
    private sealed class Told(Func<bool> isEnough, CancellationTokenSource stop) : IProgress<RecipeProgress>
    {
        public void Report(RecipeProgress value)
        {
            if (isEnough())
            {
                stop.Cancel();
            }
        }
    }

    public sealed class OnSqlite(SqliteHub hub) : BringingTrees(hub);

    public sealed class OnPostgres(PostgresHub hub) : BringingTrees(hub);
}
