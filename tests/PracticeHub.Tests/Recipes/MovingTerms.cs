using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Making;

namespace PracticeHub.Tests.Recipes;

/// <summary>A recipe that gives terms another place or name does what the page of a topic does.</summary>
public abstract class MovingTerms(TestHub hub)
{
    /// <summary>Terms that the recipes name; below each stands one that they do not.</summary>
    private const int Named = 6;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Of every term the one above it, or -1. One that comes first may be above one that comes later, in the order that is drawn.</summary>
    private static readonly Gen<int[]> AnyTree =
        from order in Gen.Shuffle(Enumerable.Range(0, Named).ToArray())
        from above in Gen.Choose(-1, Named - 1).ArrayOf(Named)
        select Enumerable.Range(0, Named).Select(term => above[term] >= 0 && above[term] < Array.IndexOf(order, term) ? order[above[term]] : -1).ToArray();

    private static readonly Gen<(int[] Before, int[] After, List<List<int>> Items)> Moves =
        from before in AnyTree
        from after in AnyTree
        from items in Gen.SubListOf(Enumerable.Range(0, 2 * Named)).ListOf(4)
        select (before, after, items.Select(tags => tags.ToList()).ToList());

    [Fact]
    public void Items_and_counts_follow_any_move() => Prop
        .ForAll(Moves.ToArbitrary(), moves => HoldsAsync(moves.Before, moves.After, moves.Items).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(20));

    private async Task<bool> HoldsAsync(int[] before, int[] after, List<List<int>> items)
    {
        var (taxonomy, kind) = (NewId(), "Probe" + NewId());
        var terms = Enumerable.Range(0, 2 * Named).Select(_ => NewId()).ToList();
        await hub.RunAsync(Recipe(taxonomy, Branches(before, -1, terms, withUnnamed: true)));
        var ids = new List<string>();
        foreach (var tags in items)
        {
            await hub.InStoreAsync(async store =>
            {
                var item = store.New(kind, Stored.Amina);
                item.Put(TopicsPart.Of(tags.Select(t => terms[t])));
                Assert.Null(await store.PublishAsync(item, Stored.Amina, Ct));
                ids.Add(item.Id);
                return item;
            });
        }

        await hub.RunAsync(Recipe(taxonomy, Branches(after, -1, terms, withUnnamed: false)));
        var expected = items.SelectMany((tags, item) => tags.SelectMany(t => LineOf(t, after)).Distinct().Select(t => $"{terms[t]} {ids[item]} {tags.Contains(t)}"));
        var tagged = await hub.InDbAsync(db => db.Set<ItemTerm>().Where(t => t.Kind == kind).Select(t => $"{t.TermId} {t.ItemId} {t.IsDirect}").ToListAsync(Ct));
        Assert.Equal(expected.Order(StringComparer.Ordinal), tagged.Order(StringComparer.Ordinal));
        var counts = items.SelectMany(tags => tags.SelectMany(t => LineOf(t, after)).Distinct()).CountBy(t => t).Select(c => $"{terms[c.Key]}: {c.Value}");
        var counted = await hub.InDbAsync(db => db.Set<Tally>().Where(t => t.Kind == kind && t.TermId != "" && t.Items != 0).Select(t => $"{t.TermId}: {t.Items}").ToListAsync(Ct));
        Assert.Equal(counts.Order(StringComparer.Ordinal), counted.Order(StringComparer.Ordinal));
        var lines = await hub.InDbAsync(db => db.Terms.OfTaxonomy(taxonomy).ToDictionaryAsync(t => t.Id, t => t.Lineage, Ct));
        Assert.All(Enumerable.Range(0, 2 * Named), t => Assert.Equal(string.Concat(LineOf(t, after).Reverse().Select(a => terms[a] + "/")), lines[terms[t]]));
        return true;
    }

    [Fact]
    public async Task What_is_about_a_moved_topic_is_found_below_its_new_place_and_no_longer_below_the_old_one()
    {
        await using var own = await hub.FreshAsync();
        string[] names = [Rooms.Word(), Rooms.Word(), Rooms.Word(), Rooms.Word(), Rooms.Word()];
        var (from, to) = (await own.TopicAsync(names[0]), await own.TopicAsync(names[1]));
        var moved = await own.TopicAsync(names[2], from);
        var leaf = await own.TopicAsync(names[3], moved);
        using var omar = await own.AsAsync(Cast.Omar);
        var word = Rooms.Word();
        await omar.LogAsync(word, ("Topics", names[3]));
        var between = NewId();
        // The one that is moved stands in the file before the ones that it is moved below.
        var report = await own.RunAsync(Recipe(TopicsPart.TaxonomyId, [Term(from, names[0]), Term(to, names[1], Term(between, names[4], Term(moved, "Now called so")))]));
        Assert.Equal(new RecipeTally(0, 1, 0), report.Tallies["Taxonomy"]);
        Assert.DoesNotContain(word, (await omar.GetAsync($"/topics/{from}")).Text, StringComparison.Ordinal);
        foreach (var (topic, name) in new[] { (to, names[1]), (between, names[4]), (moved, "Now called so"), (leaf, names[3]) })
        {
            Assert.Contains(word, (await omar.GetAsync($"/topics/{topic}")).Text, StringComparison.Ordinal);
            Assert.Contains(word, (await omar.GetAsync($"/logs?topic={Uri.EscapeDataString(name)}")).Text, StringComparison.Ordinal);
        }

        Assert.Equal([names[1], names[4], "Now called so"], (await omar.GetAsync($"/topics/{leaf}")).Document.QuerySelectorAll("nav.path a[href*='/topics/']").Select(a => a.TextContent.Trim()));
        Assert.DoesNotContain(word, (await omar.GetAsync($"/logs?topic={names[0]}")).Text, StringComparison.Ordinal);
        var rows = await own.RowsAsync();
        Assert.Equal(new RecipeTally(0, 0, 1), (await own.RunAsync(Recipe(TopicsPart.TaxonomyId, [Term(from, names[0]), Term(to, names[1], Term(between, names[4], Term(moved, "Now called so")))]))).Tallies["Taxonomy"]);
        Assert.Equal(rows, await own.RowsAsync());
    }

    [Fact]
    public async Task A_new_name_is_true_at_once_in_lists_and_search()
    {
        using var amina = await hub.AsAsync(Cast.Amina);
        var (before, after, word) = (Rooms.Word(), Rooms.Word(), Rooms.Word());
        var topic = await hub.TopicAsync(before);
        await amina.LogAsync(word, ("Topics", before));
        Assert.Contains(word, (await amina.GetAsync($"/search?q={before}")).Text, StringComparison.Ordinal);
        await hub.RunAsync(Recipe(TopicsPart.TaxonomyId, [Term(topic, after)]));
        Assert.Contains(after, (await amina.GetAsync($"/logs?topic={after}")).One("article.item").TextContent, StringComparison.Ordinal);
        Assert.Contains(word, (await amina.GetAsync($"/search?q={after}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain(word, (await amina.GetAsync($"/search?q={before}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_stand_too_deep_below_a_moved_term_is_refused_and_nothing_stays()
    {
        await using var own = await hub.FreshAsync();
        var moved = await own.TopicAsync("Moved");
        var deepest = moved;
        for (var level = 2; level <= 20; level++)
        {
            deepest = await own.TopicAsync($"Level {level}", deepest);
        }

        var rows = await own.RowsAsync();
        var tree = Enumerable.Range(0, 15).Aggregate(Term(moved, "Moved"), (below, level) => Term(NewId(), $"Above {level}", below));
        var json = Recipe(TopicsPart.TaxonomyId, [tree]).ToJsonString(new() { WriteIndented = true });
        using var package = RecipePackage.Read(new MemoryStream(Encoding.UTF8.GetBytes(json)), "deep.json");
        var refusal = await Assert.ThrowsAsync<RecipeException>(() => own.RunAsync(package.Recipe));
        Assert.Contains("stands deeper than 32 levels. (deep.json, line 7, data[0])", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(rows, await own.RowsAsync());
        Assert.Equal(moved + "/", await own.InDbAsync(db => db.Terms.Where(t => t.Id == moved).Select(t => t.Lineage).SingleAsync(Ct)));
    }

    [Fact]
    public async Task Items_that_come_before_their_terms_are_about_them()
    {
        var (taxonomy, upper, lower, item, name) = (NewId(), NewId(), NewId(), NewId(), Rooms.Word());
        var recipe = Recipe(taxonomy, [Term(upper, name, Term(lower, "Lower"))]);
        recipe["steps"]![0]!["data"]!.AsArray().Insert(0, new JsonObject
        {
            ["ContentItemId"] = item, ["ContentType"] = "Probe", ["DisplayText"] = "Early", ["Latest"] = true, ["Published"] = true,
            ["TopicsPart"] = new JsonObject { ["Topics"] = new JsonObject { ["TaxonomyContentItemId"] = taxonomy, ["TermContentItemIds"] = new JsonArray(lower) } },
        });
        await hub.RunAsync(recipe);
        Assert.Equal([lower, upper], (await hub.InDbAsync(db => db.Set<ItemTerm>().Where(t => t.ItemId == item).OrderByDescending(t => t.IsDirect).ToListAsync(Ct))).Select(t => t.TermId));
        Assert.Equal("Lower", await hub.InDbAsync(db => db.Cards.Where(c => c.ItemId == item).Select(c => c.Topics).SingleAsync(Ct)));
    }

    /// <summary>The term and those above it. What no recipe names stands where it stood.</summary>
    private static IEnumerable<int> LineOf(int term, int[] above)
    {
        for (var at = term; at >= 0; at = at >= Named ? at - Named : above[at])
        {
            yield return at;
        }
    }

    private static JsonObject[] Branches(int[] above, int root, List<string> ids, bool withUnnamed) =>
    [
        .. Enumerable.Range(0, Named).Where(t => above[t] == root).Select(t => Term(ids[t], $"Term {t}", [.. Branches(above, t, ids, withUnnamed), .. withUnnamed ? [Term(ids[Named + t], $"Below {t}")] : Array.Empty<JsonObject>()])),
    ];

    private static JsonObject Term(string id, string title, params JsonObject[] below) => new()
    {
        ["ContentItemId"] = id, ["ContentType"] = "Topic", ["DisplayText"] = title, ["TitlePart"] = new JsonObject { ["Title"] = title }, ["Terms"] = new JsonArray([.. below]),
    };

    private static JsonObject Recipe(string taxonomy, params JsonObject[] terms) => new()
    {
        ["name"] = "Moving",
        ["steps"] = new JsonArray(new JsonObject
        {
            ["name"] = "content",
            ["data"] = new JsonArray(new JsonObject
            {
                ["ContentItemId"] = taxonomy, ["ContentType"] = "Taxonomy", ["DisplayText"] = "Tree", ["Latest"] = true, ["Published"] = true,
                ["TaxonomyPart"] = new JsonObject { ["Terms"] = new JsonArray([.. terms]), ["TermContentType"] = "Topic" },
            }),
        }),
    };

    private string NewId() => Ids.New(hub.Clock.GetUtcNow());

    public sealed class OnSqlite(SqliteHub hub) : MovingTerms(hub);

    public sealed class OnPostgres(PostgresHub hub) : MovingTerms(hub);
}
