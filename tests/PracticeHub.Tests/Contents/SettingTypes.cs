using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Html.Dom;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Modules;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Media;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Contents;

/// <summary>The page of a content type says what its parts and fields are for, and sets them by controls; what is set has its effect in the form.</summary>
public abstract class SettingTypes(TestHub hub)
{
    private const string Page = "/admin/types/Report";

    [Fact]
    public async Task Parts_and_fields_are_named_in_words_and_say_what_they_are_for()
    {
        await using var own = await hub.FreshAsync();
        await own.RunAsync(Sites.Everything);
        using var maren = await own.AsAsync(Cast.Maren);
        var page = await maren.GetAsync("/admin/types/Story");
        Assert.Equal("Title", page.One("#TitlePart h2").TextContent);
        Assert.Contains("What it is called: on its page, in lists and in search.", page.One("#TitlePart").TextContent, StringComparison.Ordinal);
        Assert.Contains("Pictures and files", page.One("#Story-Pictures summary").TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.Document.QuerySelectorAll("#new-kind option, #new-part option"), o => o.TextContent is "TextField" or "BagPart" or "ListPart" or "SeoMetaPart");
        Assert.Contains("Title, Address", (await maren.GetAsync("/admin/types")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_setting_is_stored_as_Orchard_Core_has_it_and_what_has_no_control_stays()
    {
        await using var own = await ReportAsync(Field("NumericField", "Size", """{ "Odd": { "x": 1 }, "Placeholder": "Gone" }"""), Field("TextField", "Kind", """{ "DefaultValue": "b" }"""), Field("LinkField", "Site", "{}"));
        using var maren = await own.AsAsync(Cast.Maren);
        await SaveAsync(maren, "Size", ("ContentPartFieldSettings.DisplayName", "How large"), ("ContentPartFieldSettings.Editor", "Slider"), ("NumericFieldSettings.Required", "true"),
            ("NumericFieldSettings.Minimum", "0.5"), ("NumericFieldSettings.Maximum", "9"), ("NumericFieldSettings.Scale", "1"), ("NumericFieldSettings.DefaultValue", "2.5"), ("NumericFieldSettings.Placeholder", ""));
        var size = SettingsOf(own, "Size");
        Assert.Equal("""{"Required":true,"Minimum":0.5,"Maximum":9,"Scale":1,"DefaultValue":"2.5","Odd":{"x":1}}""", Sorted(size["NumericFieldSettings"]!, "Required", "Minimum", "Maximum", "Scale", "DefaultValue", "Odd"));
        Assert.Equal("""{"DisplayName":"How large","Editor":"Slider"}""", Sorted(size["ContentPartFieldSettings"]!, "DisplayName", "Editor"));

        // A list of choices: the editor first, then what belongs to it. What belonged to the other editor stays.
        await SaveAsync(maren, "Kind", ("ContentPartFieldSettings.Editor", "PredefinedList"));
        await SaveAsync(maren, "Kind", ("TextFieldPredefinedListEditorSettings.Options", "A | a\n* Bee | b\nC"), ("TextFieldPredefinedListEditorSettings.Editor", "1"));
        var kind = SettingsOf(own, "Kind");
        Assert.Equal("""{"Options":[{"name":"A","value":"a"},{"name":"Bee","value":"b"},{"name":"C","value":"C"}],"Editor":1,"DefaultValue":"b"}""", Sorted(kind["TextFieldPredefinedListEditorSettings"]!, "Options", "Editor", "DefaultValue"));
        Assert.Equal("b", kind["TextFieldSettings"]!["DefaultValue"]!.ToString());
        Assert.Equal("A | a\n* Bee | b\nC", (await maren.GetAsync(Page)).One("[name='TextFieldPredefinedListEditorSettings.Options']").TextContent.Trim());

        await SaveAsync(maren, "Site", ("LinkFieldSettings.LinkTextMode", "2"), ("LinkFieldSettings.DefaultText", "Read on"));
        Assert.Equal("2", SettingsOf(own, "Site")["LinkFieldSettings"]!["LinkTextMode"]!.ToJsonString());
    }

    [Theory]
    [InlineData("NumericFieldSettings.Minimum", "few", "The least is not a number.")]
    [InlineData("More", "{ broken", "The further settings of Size are not a JSON object.")]
    public async Task What_cannot_be_a_setting_is_refused_and_comes_back_as_it_was_typed(string input, string typed, string words)
    {
        await using var own = await ReportAsync(Field("NumericField", "Size", """{ "Maximum": 9 }"""));
        using var maren = await own.AsAsync(Cast.Maren);
        var refused = await SubmitAsync(maren, "Size", (input, typed), ("NumericFieldSettings.Hint", "Kept <b>"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        Assert.Contains(words, refused.Text, StringComparison.Ordinal);
        Assert.True(refused.One("#Report-Size").HasAttribute("open"));
        var again = refused.One($"#Report-Size [name='{input}']");
        Assert.Equal(typed, again.GetAttribute("value") ?? again.TextContent.Trim());
        Assert.Equal("Kept <b>", refused.One("#Report-Size [name='NumericFieldSettings.Hint']").GetAttribute("value"));
        Assert.Equal("""{"Maximum":9}""", SettingsOf(own, "Size")["NumericFieldSettings"]!.ToJsonString());
    }

    [Fact]
    public async Task A_new_item_begins_with_what_its_fields_say_and_what_is_emptied_stays_empty()
    {
        await using var own = await ReportAsync(
            Field("TextField", "Kind", """{ "DefaultValue": "Draft <one>" }"""), Field("NumericField", "Size", """{ "DefaultValue": "2" }"""), Field("BooleanField", "Open", """{ "DefaultValue": true }""", "Switch"),
            Field("MultiTextField", "Tags", """{ "Options": [ { "name": "A", "value": "a", "default": true }, { "name": "B", "value": "b" } ] }""", "Picker"),
            Field("LinkField", "Site", """{ "DefaultUrl": "https://example.org", "DefaultText": "There", "LinkTextMode": 2 }"""));
        using var amina = await own.AsAsync(Cast.Amina);
        var form = await amina.GetAsync("/content/write/Report");
        Assert.Equal(("Draft <one>", "2", "https://example.org"), (ValueOf(form, "Kind.Text"), ValueOf(form, "Size.Value"), ValueOf(form, "Site.Url")));
        Assert.True(form.One("[role=switch][name='Report.Open.Value']").HasAttribute("checked"));
        Assert.Equal(["a"], ((IHtmlSelectElement)form.One("select[multiple][name='Report.Tags.Values']")).Options.Where(o => o.IsSelected).Select(o => o.Value));
        Assert.Null(form.Document.QuerySelector("[name='Report.Site.Text']"));

        var done = await amina.SubmitAsync(form, "form.form", ("TitlePart.Title", "Emptied"), ("Report.Kind.Text", ""), ("Report.Size.Value", ""), ("Report.Open.Value", null), ("Report.Tags.Values", null), ("action", "publish"));
        Assert.Equal(HttpStatusCode.Found, done.Status);
        var id = done.Location!.Split('/')[^1];
        var report = (await own.PublishedAsync(id))!.Document["Report"]!;
        Assert.Equal(("", "false", "[]", "There"), (report["Kind"]!["Text"]!.ToString(), report["Open"]!["Value"]!.ToJsonString(), report["Tags"]!["Values"]!.ToJsonString(), report["Site"]!["Text"]!.ToString()));
        Assert.Equal("", ValueOf(await amina.GetAsync($"/content/{id}/edit"), "Kind.Text"));
    }

    [Fact]
    public async Task Editors_and_display_modes_have_their_effect()
    {
        await using var own = await ReportAsync(
            """{ "FieldName": "TextField", "Name": "Kind", "Settings": { "ContentPartFieldSettings": { "Editor": "PredefinedList" }, "TextFieldPredefinedListEditorSettings": { "Editor": 0, "Options": [ { "name": "A", "value": "a" } ] } } }""",
            """{ "FieldName": "TextField", "Name": "Motto", "Settings": { "ContentPartFieldSettings": { "DisplayMode": "Header" }, "TextFieldHeaderDisplaySettings": { "Level": "h4" } } }""",
            Field("NumericField", "Stars", """{ "Minimum": 1, "Maximum": 5, "Required": true }""", "Slider"), Field("NumericField", "Marks", """{ "Minimum": 1, "Maximum": 2, "Scale": 1 }""", "Select"),
            Field("NumericField", "Loose", """{ "Minimum": 1 }""", "Slider"));
        using var amina = await own.AsAsync(Cast.Amina);
        var form = await amina.GetAsync("/content/write/Report");
        Assert.Equal(["", "a"], form.Document.QuerySelectorAll("[type=radio][name='Report.Kind.Text']").Select(r => r.GetAttribute("value")!));
        var slider = form.One("[type=range][name='Report.Stars.Value']");
        Assert.Equal(("1", "5", "1", "1"), (slider.GetAttribute("min"), slider.GetAttribute("max"), slider.GetAttribute("step"), slider.GetAttribute("value")));
        Assert.Equal(["", "1", "1.1", "2"], ((IHtmlSelectElement)form.One("select[name='Report.Marks.Value']")).Options.Select(o => o.Value).Where(v => v is "" or "1" or "1.1" or "2"));
        Assert.Equal("number", form.One("[name='Report.Loose.Value']").GetAttribute("type"));

        var refused = await amina.SubmitAsync(form, "form.form", ("TitlePart.Title", "Shown"), ("Report.Kind.Text", "z"), ("Report.Motto.Text", "Less & <more>"), ("Report.Stars.Value", "4"), ("action", "publish"));
        Assert.Contains("Kind is none of the choices.", refused.Text, StringComparison.Ordinal);
        Assert.Equal("z", refused.One("[type=radio][name='Report.Kind.Text'][checked]").GetAttribute("value"));
        await amina.SubmitAsync(refused, "form.form", ("Report.Kind.Text", "a"), ("action", "publish"));
        var page = await amina.GetAsync("/shown");
        Assert.Equal("Less & <more>", page.One(".prose h4").TextContent);
        Assert.DoesNotContain(page.Document.QuerySelectorAll(".prose h2"), h => h.TextContent == "Motto");
    }

    [Fact]
    public async Task A_field_takes_only_what_its_settings_allow()
    {
        await using var own = await ReportAsync(
            Field("MediaField", "Papers", """{ "AllowedExtensions": ["pdf", ".TXT"] }"""), Field("ContentPickerField", "See", """{ "DisplayedContentTypes": ["Note"] }"""), Field("LinkField", "Site", """{ "LinkTextMode": 1 }"""));
        await own.TypeAsync("Note");
        await own.BringAsync(Item("Report", "4rep0000000000000000000001", "Other"), Item("Note", "4rep0000000000000000000002", "Noted"));
        using var amina = await own.AsAsync(Cast.Amina);
        var path = await amina.UploadedAsync("seen.png", Sending.Picture(3, 3), "Seen");
        var form = await amina.GetAsync("/content/write/Report");
        Assert.Contains("Only files of these kinds: .pdf, .txt.", form.Text, StringComparison.Ordinal);
        var refused = await amina.SubmitAsync(form, "form.form", ("TitlePart.Title", "Strict"), ("Report.Papers.Shown", path), ("Report.See.Shown", "/other"), ("Report.Site.Url", "https://example.org"), ("action", "publish"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.Status);
        foreach (var words in new[] { "Papers takes only files of these kinds: .pdf, .txt.", "See: the item at other is of a type that does not stand here.", "Site: say what the link is called." })
        {
            Assert.Contains(words, refused.Text, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.Found, (await amina.SubmitAsync(refused, "form.form", ("Report.Papers.Shown", ""), ("Report.See.Shown", "/noted"), ("Report.Site.Text", "There"), ("action", "publish"))).Status);
    }

    [Fact]
    public async Task What_may_stand_in_a_bag_is_said_on_the_page_of_its_type()
    {
        await using var own = await ReportAsync();
        await own.TypeAsync("Note");
        using var maren = await own.AsAsync(Cast.Maren);
        using var amina = await own.AsAsync(Cast.Amina);
        await maren.SubmitAsync(Page, "form:has(#new-part)", ("part", "BagPart"));
        const string way = "a[href='/admin/types/Report?open=BagPart#BagPart']";
        var empty = await amina.GetAsync("/content/write/Report");
        Assert.Empty(empty.Document.QuerySelectorAll($"{way}, [name='BagPart.Nest'], fieldset"));
        var settings = await maren.GetAsync((await maren.GetAsync("/content/write/Report")).One(way).GetAttribute("href")!);
        Assert.True(settings.One("#BagPart details").HasAttribute("open"));

        var saved = await maren.SubmitAsync(settings, "#BagPart form[action*=SavePart]", ("BagPartSettings.ContainedContentTypes", "Note"), ("ContentTypePartSettings.DisplayName", "Notes to it"));
        Assert.Contains("Saved.", (await maren.GetAsync(saved.Location!)).One("[role=status]").TextContent, StringComparison.Ordinal);
        var form = await amina.GetAsync("/content/write/Report");
        Assert.Equal("Notes to it", form.One("fieldset legend").TextContent);
        Assert.Equal(["Note"], form.Document.QuerySelectorAll("[name='BagPart.Add'] option").Select(o => o.GetAttribute("value")!));
    }

    [Fact]
    public async Task A_type_whose_items_stand_as_blocks_may_stand_in_a_flow()
    {
        await using var own = await ReportAsync();
        await own.TypeAsync("Note");
        using var maren = await own.AsAsync(Cast.Maren);
        using var amina = await own.AsAsync(Cast.Amina);
        await maren.SubmitAsync(Page, "form:has(#new-part)", ("part", "FlowPart"));
        Assert.Contains("Blocks: nothing may stand in it, because no content type stands as a block in others.", (await maren.GetAsync("/content/write/Report")).Text, StringComparison.Ordinal);
        await maren.SubmitAsync("/admin/types/Note", "form[action*=Save]", ("Stereotype", "Widget"));
        Assert.Equal(["Note"], (await amina.GetAsync("/content/write/Report")).Document.QuerySelectorAll("[name='FlowPart.Add'] option").Select(o => o.GetAttribute("value")!));
        Assert.Equal(HttpStatusCode.NotFound, (await amina.GetAsync("/content/write/Note")).Status);
        Assert.Contains("As blocks in other items", (await maren.GetAsync("/admin/types")).Text, StringComparison.Ordinal);
        await maren.SubmitAsync("/admin/types/Note", "form[action*=Save]", ("Stereotype", ""));
        Assert.Equal(HttpStatusCode.OK, (await amina.GetAsync("/content/write/Note")).Status);
    }

    private async Task<TestHub> ReportAsync(params string[] fields)
    {
        var own = await hub.FreshAsync();
        await own.StepAsync($$"""
            { "name": "ContentDefinition", "ContentTypes": [ { "Name": "Report", "DisplayName": "Report", "Settings": { "ContentTypeSettings": { "Creatable": true, "Listable": true, "Draftable": true } }, "ContentTypePartDefinitionRecords": [
              {{string.Join(", ", new[] { "TitlePart", "AutoroutePart", "Report" }.Select(part => $$"""{ "PartName": "{{part}}", "Name": "{{part}}", "Settings": {} }"""))}} ] } ],
              "ContentParts": [ { "Name": "Report", "Settings": {}, "ContentPartFieldDefinitionRecords": [ {{string.Join(", ", fields)}} ] } ] }
            """);
        return own;
    }

    private static string Field(string kind, string name, string settings, string editor = "") =>
        $$"""{ "FieldName": "{{kind}}", "Name": "{{name}}", "Settings": { "ContentPartFieldSettings": { "Editor": "{{editor}}" }, "{{kind}}Settings": {{settings}} } }""";

    private static string Item(string type, string id, string title) =>
        $$"""{ "ContentItemId": "{{id}}", "ContentType": "{{type}}", "DisplayText": "{{title}}", "Latest": true, "Published": true, "TitlePart": { "Title": "{{title}}" } }""";

    private static Task<PageSeen> SubmitAsync(Browser browser, string field, params (string, string?)[] values) => browser.SubmitAsync(Page, $"#Report-{field} form", values);

    private static async Task SaveAsync(Browser browser, string field, params (string, string?)[] values) => Assert.Equal(HttpStatusCode.Found, (await SubmitAsync(browser, field, values)).Status);

    private static JsonObject SettingsOf(TestHub own, string field) =>
        own.Services.GetRequiredService<Hub>().State.Definitions.Part("Report")!.Fields.First(f => f.Key == field).Settings;

    private static string Sorted(JsonNode settings, params string[] names)
    {
        var all = settings.AsObject();
        Assert.Empty(all.Select(p => p.Key).Except(names));
        return new JsonObject(names.Select(name => KeyValuePair.Create(name, all[name]?.DeepClone()))).ToJsonString();
    }

    private static string? ValueOf(PageSeen page, string field) => page.One($"[name='Report.{field}']").GetAttribute("value");

    public sealed class OnSqlite(SqliteHub hub) : SettingTypes(hub);

    public sealed class OnPostgres(PostgresHub hub) : SettingTypes(hub);
}
