using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;
using PracticeHub.Kernel.Content;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

public abstract class UnknownParts(TestHub hub)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void Whatever_stands_in_a_document_comes_out_as_it_went_in() => Prop
        .ForAll(AnyDocument.Text.Zip(AnyDocument.Object(3)).ToArbitrary(), given => SurvivesAsync(given.Item1, given.Item2).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithEndSize(25));

    [Fact]
    public async Task What_a_record_does_not_know_stays_in_a_part_that_it_writes()
    {
        var item = await hub.NewAsync("Parts", publish: true);
        item.Document["TitlePart"] = new JsonObject { ["Title"] = "Old", ["Since"] = 1999, ["Deep"] = new JsonArray(1, null) };
        item.Put(new TitlePart("New"));
        await hub.InStoreAsync(store => store.PublishAsync(item, Stored.Amina, Ct));
        var read = (await hub.PublishedAsync(item.Id))!.Document["TitlePart"];
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"Title":"New","Since":1999,"Deep":[1,null]}"""), read));
    }

    private async Task<bool> SurvivesAsync(string title, JsonObject part)
    {
        var given = await hub.InStoreAsync(async store =>
        {
            var item = store.New("Practice", Stored.Amina);
            item.DisplayText = title;
            item.Document["Some.Other-Part"] = part.DeepClone();
            item.Document["Ünknown"] = new JsonArray(part.DeepClone(), title);
            // As it comes from a file, not as code has put it together.
            item = ContentItem.Parse(item.ToJson());
            Assert.Null(await store.PublishAsync(item, Stored.Amina, Ct));
            return item;
        });
        var read = (await hub.PublishedAsync(given.Id))!;
        read.Put(new SharingPart());
        await hub.InStoreAsync(store => store.SaveDraftAsync(read, Stored.Amina, Ct));
        var again = (await hub.LatestAsync(given.Id))!;
        again.Document.Remove(SharingPart.Name);
        return JsonNode.DeepEquals(given.Unstamped(), again.Unstamped())
            && JsonNode.DeepEquals(part, again.Document["Some.Other-Part"]) && again.DisplayText == title;
    }

    public sealed class OnSqlite(SqliteHub hub) : UnknownParts(hub);

    public sealed class OnPostgres(PostgresHub hub) : UnknownParts(hub);
}
