using System.Net;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Making;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Contents;

/// <summary>What the form of an item says and asks for, to somebody who has never seen it.</summary>
public abstract class FillingForms(TestHub hub)
{
    private const string Write = "/content/write/Memo";

    [Fact]
    public async Task What_is_wrong_stands_above_the_form_with_links_to_it()
    {
        await using var own = await MemoAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        var refused = await maren.SubmitAsync(Write, "form.form", ("TitlePart.Title", " "), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        var links = refused.Document.QuerySelectorAll("form [role=alert] a").ToDictionary(a => a.GetAttribute("href")![1..], a => a.TextContent);
        Assert.Equal(["Memo.Reason", "TitlePart.Title"], links.Keys.Order(StringComparer.Ordinal));
        Assert.Equal("Reason is needed.", links["Memo.Reason"]);
        Assert.All(links.Keys, id => Assert.NotNull(refused.Document.GetElementById(id)));
        Assert.Empty((await maren.GetAsync(Write)).Document.QuerySelectorAll("form [role=alert]"));
    }

    [Fact]
    public async Task What_is_wrong_is_listed_in_the_order_of_the_form()
    {
        await using var own = await MemoAsync("PublishLaterPart", "LocalizationPart");
        using var maren = await own.AsAsync(Cast.Maren);
        var form = await maren.GetAsync(Write);
        var refused = await maren.SubmitAsync(form, "form.form", ("TitlePart.Title", ""), ("PublishLaterPart.ScheduledPublishUtc", "soon"), ("LocalizationPart.Culture", "klingon"), ("action", "publish"));
        var inputs = form.Document.QuerySelectorAll("form.form [id]").Select(e => e.Id!).ToList();
        var places = refused.Document.QuerySelectorAll("form [role=alert] a").Select(a => inputs.IndexOf(a.GetAttribute("href")![1..])).ToList();
        Assert.Equal(4, places.Count);
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public async Task Those_whom_one_chooses_while_typing_are_all_taken()
    {
        await using var own = await MemoAsync();
        await own.StepAsync("""
            { "name": "ContentDefinition", "ContentParts": [ { "Name": "Memo", "ContentPartFieldDefinitionRecords": [
              { "FieldName": "ContentPickerField", "Name": "See", "Settings": { "ContentPickerFieldSettings": { "Multiple": true, "DisplayAllContentTypes": true } } },
              { "FieldName": "UserPickerField", "Name": "Ask", "Settings": { "UserPickerFieldSettings": { "Multiple": true } } } ] } ] }
            """);
        using var amina = await own.AsAsync(Cast.Amina);
        var (first, second) = (await WriteAsync(amina, "One [of] (two)"), await WriteAsync(amina, "Two"));
        var id = await WriteAsync(amina, "Three", ("Memo.Ask.Shown", $"@{Cast.Omar} @{Cast.Maren} "), ("Memo.See.Shown", $"[One \\[of\\] (two)](/{await PathAsync(own, first)}) [Two](/{await PathAsync(own, second)}) "));
        var memo = (await own.PublishedAsync(id))!.Document["Memo"]!;
        Assert.Equal([first, second], memo["See"]!["ContentItemIds"]!.AsArray().Select(item => item!.ToString()));
        Assert.Equal([Cast.Omar, Cast.Maren], memo["Ask"]!["UserNames"]!.AsArray().Select(name => name!.ToString()));
    }

    [Fact]
    public async Task A_field_of_terms_without_a_tree_says_so_and_where_one_is_chosen()
    {
        await using var own = await MemoAsync();
        await own.StepAsync("""{ "name": "ContentDefinition", "ContentParts": [ { "Name": "Memo", "ContentPartFieldDefinitionRecords": [ { "FieldName": "TaxonomyField", "Name": "Colours" } ] } ] }""");
        using var maren = await own.AsAsync(Cast.Maren);
        var says = (await maren.GetAsync(Write)).One("[id='Memo.Colours']");
        Assert.Contains("of which tree", says.TextContent, StringComparison.Ordinal);
        var address = says.QuerySelector("a")!.GetAttribute("href")!;
        Assert.NotNull((await maren.GetAsync(address)).One($"details[open]{address[address.IndexOf('#', StringComparison.Ordinal)..]}"));
        await WriteAsync(maren, "Without colour");
    }

    [Fact]
    public async Task A_number_is_typed_as_the_writers_language_writes_it()
    {
        await using var own = await MemoAsync();
        await own.StepAsync("""
            { "name": "ContentDefinition", "ContentParts": [ { "Name": "Memo", "ContentPartFieldDefinitionRecords": [
              { "FieldName": "NumericField", "Name": "Hours", "Settings": { "NumericFieldSettings": { "Scale": 1 } } }, { "FieldName": "GeoPointField", "Name": "Place" } ] } ] }
            """);
        using var amina = await own.AsAsync(Cast.Amina);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await amina.SubmitAsync(Write, "form.form", ("TitlePart.Title", "In English"), ("Memo.Reason.Text", "x"), ("Memo.Hours.Value", "1,5"), ("action", "publish"))).Status);
        amina.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("de");
        var id = await WriteAsync(amina, "Auf Deutsch", ("Memo.Hours.Value", "1,5"), ("Memo.Place.Latitude", "52,52"), ("Memo.Place.Longitude", "-13.4"));
        var memo = (await own.PublishedAsync(id))!.Document["Memo"]!;
        Assert.Equal("""{"Value":1.5}""", memo["Hours"]!.ToJsonString());
        Assert.Equal("""{"Latitude":52.52,"Longitude":-13.4}""", memo["Place"]!.ToJsonString());
    }

    [Fact]
    public async Task A_field_without_choices_says_so_and_where_they_are_made()
    {
        await using var own = await MemoAsync();
        await own.StepAsync("""{ "name": "ContentDefinition", "ContentParts": [ { "Name": "Memo", "ContentPartFieldDefinitionRecords": [ { "FieldName": "MultiTextField", "Name": "Moments" } ] } ] }""");
        using var maren = await own.AsAsync(Cast.Maren);
        var field = (await maren.GetAsync(Write)).One("fieldset[id='Memo.Moments']");
        Assert.Contains("There is nothing to choose from yet.", field.TextContent, StringComparison.Ordinal);
        var settings = await maren.GetAsync(field.QuerySelector("a")!.GetAttribute("href")!);
        Assert.NotNull(settings.One("details#Memo-Moments[open]"));
        using var amina = await own.AsAsync(Cast.Amina);
        Assert.Null((await amina.GetAsync(Write)).One("fieldset[id='Memo.Moments']").QuerySelector("a"));
    }

    [Fact]
    public async Task Items_are_named_by_links_as_one_gets_them_while_typing()
    {
        await using var own = await MemoAsync();
        await own.StepAsync("""{ "name": "ContentDefinition", "ContentParts": [ { "Name": "Memo", "ContentPartFieldDefinitionRecords": [ { "FieldName": "ContentPickerField", "Name": "See", "Settings": { "ContentPickerFieldSettings": { "Multiple": true, "DisplayAllContentTypes": true } } } ] } ] }""");
        using var amina = await own.AsAsync(Cast.Amina);
        var first = await WriteAsync(amina, "One [of] (two)");
        var second = await WriteAsync(amina, "Two", ("Memo.See.Shown", $"[Whatever it is called](/{await PathAsync(own, first)})\n/content/{first}"));
        var edit = await amina.GetAsync($"/content/{second}/edit");
        Assert.Equal($"[One [of] (two)](/{await PathAsync(own, first)})", edit.One("[name='Memo.See.Shown']").TextContent.Trim());
        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(edit, "form.form", ("action", "publish"))).Status);
        Assert.Equal([first], (await own.PublishedAsync(second))!.Document["Memo"]!["See"]!["ContentItemIds"]!.AsArray().Select(id => id!.ToString()));
        var refused = await amina.SubmitAsync($"/content/{second}/edit", "form.form", ("Memo.See.Shown", "[Gone](/nowhere)"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Equal("[Gone](/nowhere)", refused.One("[name='Memo.See.Shown']").TextContent.Trim());
    }

    [Fact]
    public async Task Whoever_writes_says_where_it_stands_and_who_may_read_it()
    {
        await using var own = await MemoAsync("SharingPart");
        var mine = await own.CommunityAsync(Openness.Private, (Cast.Amina, CommunityRole.Member));
        var theirs = await own.CommunityAsync(Openness.Private, (Cast.Omar, CommunityRole.Member));
        using var amina = await own.AsAsync(Cast.Amina);
        foreach (var (where, who, input) in new[] { (theirs, "Everyone", "CommunityId"), ("", "Community", "Audience") })
        {
            var refused = await amina.SubmitAsync(Write, "form.form", ("TitlePart.Title", "Kept"), ("Memo.Reason.Text", "So"), ("SharingPart.CommunityId", where), ("SharingPart.Audience", who), ("action", "publish"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
            Assert.NotEmpty(refused.One($"[id='SharingPart.{input}-error']").TextContent);
        }

        var id = await WriteAsync(amina, "Among us", ("SharingPart.CommunityId", mine), ("SharingPart.Audience", "Community"));
        using var omar = await own.AsAsync(Cast.Omar);
        Assert.Equal(HttpStatusCode.NotFound, (await omar.GetAsync($"/content/{id}")).Status);
        Assert.Equal(new SharingPart(mine, Audience.Community), (await own.PublishedAsync(id))!.Get<SharingPart>());

        // Who may edit everything leaves it where it stands.
        using var maren = await own.AsAsync(Cast.Maren);
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync($"/content/{id}/edit", "form.form", ("TitlePart.Title", "Among them"), ("action", "publish"))).Status);
        Assert.Equal(new SharingPart(mine, Audience.Community), (await own.PublishedAsync(id))!.Get<SharingPart>());
    }

    [Fact]
    public async Task One_sees_what_items_hold_before_a_field_or_part_is_taken_out()
    {
        await using var own = await MemoAsync("MarkdownBodyPart");
        using var amina = await own.AsAsync(Cast.Amina);
        await WriteAsync(amina, "With <b>text</b>", ("MarkdownBodyPart.Markdown", "Long"));
        await WriteAsync(amina, "Without");
        await own.BringAsync("""{ "ContentItemId": "4mem0000000000000000000001", "ContentType": "Memo", "DisplayText": "From elsewhere", "Latest": true, "Published": true, "TitlePart": { "Title": "From elsewhere" } }""");
        using var maren = await own.AsAsync(Cast.Maren);
        var type = await maren.GetAsync("/admin/types/Memo");
        var field = await maren.GetAsync(type.One("a[href*='held?part=Memo&field=Reason']").GetAttribute("href")!);
        Assert.Contains("Filled in: 2 of 3 items.", field.Text, StringComparison.Ordinal);
        Assert.Contains("1 item is asked for it when it is saved the next time", field.Text, StringComparison.Ordinal);
        var part = await maren.GetAsync(type.One("a[href$='held?part=MarkdownBodyPart']").GetAttribute("href")!);
        Assert.Contains("Filled in: 1 of 3 items.", part.Text, StringComparison.Ordinal);
        Assert.Equal(["With <b>text</b>"], part.Document.QuerySelectorAll("main .list a").Select(a => a.TextContent));
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(part, "form[action*=RemovePart]")).Status);
        Assert.Null((await maren.GetAsync("/admin/types/Memo")).Document.QuerySelector("#MarkdownBodyPart"));
        Assert.Equal(HttpStatusCode.Found, (await maren.SubmitAsync(field, "form[action*=RemoveField]")).Status);

        foreach (var address in new[] { "Memo/held?part=MarkdownBodyPart", "Memo/held?part=Memo&field=Reason", "Memo/held", "Nothing/held?part=Memo" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await maren.GetAsync("/admin/types/" + address)).Status);
        }

        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync("/admin/types/Memo/held?part=Memo")).Status);
    }

    private async Task<TestHub> MemoAsync(params string[] parts)
    {
        var own = await hub.FreshAsync();
        await own.TypeAsync("Memo", parts);
        return own;
    }

    private static async Task<string> WriteAsync(Browser browser, string title, params (string, string?)[] fields)
    {
        var done = await browser.SubmitAsync(Write, "form.form", [("TitlePart.Title", title), ("Memo.Reason.Text", "Because"), .. fields, ("action", "publish")]);
        Assert.Equal(HttpStatusCode.Found, done.Status);
        return done.Location![^26..];
    }

    private static Task<string> PathAsync(TestHub own, string id) => own.InDbAsync(db => Task.FromResult(db.Cards.Single(c => c.ItemId == id).Path));

    public sealed class OnSqlite(SqliteHub hub) : FillingForms(hub);

    public sealed class OnPostgres(PostgresHub hub) : FillingForms(hub);
}
