using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.Recipes;

/// <summary>Whatever an item holds, it comes out as it went in; bringing it twice is bringing it once.</summary>
public abstract class AnySite(TestHub hub)
{
    private static int _next;

    private static readonly Gen<(string Title, JsonObject Part, JsonObject Field, bool IsPublished)> Items =
        from title in AnyDocument.Text
        from part in AnyDocument.Object(3)
        from field in AnyDocument.Object(2)
        from isPublished in Gen.Elements(true, false)
        select (title, part, field, isPublished);

    [Fact]
    public void Any_item_goes_in_and_comes_out_equal() => Prop
        .ForAll(Items.ToArbitrary(), item => ComesOutAsync(item.Title, item.Part, item.Field, item.IsPublished).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithEndSize(20));

    private async Task<bool> ComesOutAsync(string title, JsonObject part, JsonObject field, bool isPublished)
    {
        var id = $"4any{Interlocked.Increment(ref _next):D22}";
        // As it comes from a file, not as code has put it together.
        var item = JsonNode.Parse(new JsonObject
        {
            ["ContentItemId"] = id, ["ContentItemVersionId"] = "4v" + id[2..], ["ContentType"] = "AnySite", ["DisplayText"] = "x" + title, ["Latest"] = true, ["Published"] = isPublished,
            ["CreatedUtc"] = "2026-03-01T08:30:00Z", ["ModifiedUtc"] = "2026-03-02T08:30:00.1234567Z", ["PublishedUtc"] = "2026-03-02T08:30:00Z", ["Owner"] = "", ["Author"] = "somebody",
            ["Some.Other-Part"] = part.DeepClone(), ["AnySite"] = new JsonObject { ["Field"] = field.DeepClone() }, ["HtmlBodyPart"] = new JsonObject { ["Html"] = title },
        }.ToJsonString())!.AsObject();
        var recipe = new JsonObject { ["name"] = "Any", ["steps"] = new JsonArray(new JsonObject { ["name"] = "content", ["data"] = new JsonArray(item.DeepClone()) }) };
        Assert.Equal(new RecipeTally(1, 0, 0), (await hub.RunAsync(recipe)).Tallies["AnySite"]);
        Assert.Equal(new RecipeTally(0, 0, 1), (await hub.RunAsync(recipe)).Tallies["AnySite"]);
        var exported = await hub.ExportItemAsync(id);
        // Texts that look like expressions are none where the hub does not understand them, and what they give is not of this test.
        return JsonNode.DeepEquals(item, exported) || item.ToJsonString().Contains("[js:", StringComparison.Ordinal);
    }

    public sealed class OnSqlite(SqliteHub hub) : AnySite(hub);

    public sealed class OnPostgres(PostgresHub hub) : AnySite(hub);
}
