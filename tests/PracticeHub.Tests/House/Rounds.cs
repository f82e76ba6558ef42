using System.Net;
using System.Text.Json.Nodes;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Engagement;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Media;
using PracticeHub.Tests.Practices;
using PracticeHub.Tests.Recipes;
using PracticeHub.Tests.Workflows;

namespace PracticeHub.Tests.House;

/// <summary>All pages of a hub with something of everything in it, as a visitor and four of the cast see them.</summary>
internal sealed class Rounds
{
    private const string Written = "input[type=text], input[type=url], input[type=email], input[type=password], input:not([type]), textarea";
    private const string Form = $"main form[method=post]:has({Written})";
    private readonly TestHub _hub;

    private Rounds(TestHub hub, string community, IReadOnlyList<string> addresses) => (_hub, CommunityId, Addresses) = (hub, community, addresses);

    public string CommunityId { get; }

    public IReadOnlyList<string> Addresses { get; }

    /// <summary>Writes what the pages show; titles and texts are words of no language.</summary>
    public static async Task<Rounds> BeginAsync(TestHub hub)
    {
        var path = await Places.StartAsync(hub, Cast.Nadia, "Zorblax");
        await Places.PutInAsync(hub, path, Cast.Amina);
        await Places.PutInAsync(hub, path, Cast.Ines, CommunityRole.Curator);
        var community = (await Places.FindAsync(hub, path)).Id;
        var topic = await PracticeScene.TopicAsync(hub, "Quuxtopic");
        var practice = await hub.PracticeAsync(Cast.Amina, "Frobnicate", new() { What = "Frobnicate", Summary = "Frobnicate" }, community, topic: topic);
        var draft = await hub.PracticeAsync(Cast.Amina, "Frobnicate", new() { What = "Frobnicate" }, community, publish: false);
        var log = await hub.LogAsync(Cast.Amina, "Vexolog", "Vexolog", community, topic: topic);
        var resource = await hub.PublishedAsync(Cast.Amina, markdown: "Frobnicate", type: "Resource");
        var shaped = await ShapedAsync(hub);
        using var amina = await hub.AsAsync(Cast.Amina);
        var submitted = await amina.SubmitAsync($"/reviews/submit/{draft.ItemId}", "#submit", ("Note", "Frobnicate"));
        var review = submitted.Location!.Split('/')[^1];
        await hub.SettleAsync();
        await amina.SubmitAsync($"/reviews/{review}", "#margin-form", ("Quote", "Frobnicate"), ("Text", "Frobnicate"));
        var file = Uri.EscapeDataString(await amina.UploadedAsync("Zorblax.png", Sending.Picture(3, 3), folder: $"_members/{Cast.IdOf(Cast.Amina)}/Zorblax"));
        var drawn = new DrawnWorkflow("Zorblax").Add("Vexolog", "FrobnicateTask").Connect("start→Vexolog");
        await drawn.StoreAsync(hub);
        var run = await drawn.InstanceAsync(hub, await drawn.StartAsync(hub));
        var places = new Dictionary<string, string>
        {
            ["/admin/workflows/"] = drawn.TypeId, ["/admin/workflows/runs/"] = run.WorkflowId,
            ["/content/"] = shaped, ["/content/write/"] = "Vexolog", ["/admin/types/"] = "Vexolog",
            ["/communities/"] = path.Split('/')[^1], ["/practices/"] = practice.Path.Split('/')[^1], ["/logs/"] = log.ItemId, ["/resources/"] = resource.ItemId, ["/topics/"] = topic,
            ["/people/"] = Cast.Amina, ["/items/"] = practice.ItemId, ["/reviews/submit/"] = draft.ItemId, ["/reviews/promote/"] = practice.ItemId,
            ["/reviews/verify/"] = practice.ItemId, ["/reviews/still/"] = practice.ItemId, ["/reviews/keep/"] = practice.ItemId, ["/reviews/retire/"] = practice.ItemId,
            ["/reviews/"] = review, ["/admin/users/"] = Cast.Amina,
            ["/admin/roles/"] = await hub.InDbAsync(db => db.Roles.Where(r => r.Name == "Learning advisor").Select(r => r.Id).SingleAsync()),
        };
        var addresses = (await Route.AllAsync(hub)).Where(r => r.Page is not null).Select(r => Fill(r.Address, places))
            .Concat(["/search?q=Frobnicate", "/search?q=nothing-of-this", "/search/suggest?q=Frob", "/logs?week=2026-W47", "/?show=everything", $"/admin/workflows/{drawn.TypeId}/edit/start", $"/admin/workflows/{drawn.TypeId}/edit/Vexolog", $"/reviews/several?ids={review}", $"/reviews?id={review}", $"/reviews/record?item={draft.ItemId}", $"/media/file?path={file}", $"/media/change?path={file}", $"/media/folder?path={file[..file.LastIndexOf('%')]}", "/media?show=unready", "/media?q=Zorblax", "/oops/409", "/oops/413", "/oops/429", "/oops/503", "/oops/500"]);
        return new(hub, community, [.. addresses.Distinct()]);
    }

    /// <summary>A type with every kind of field, and an item of it.</summary>
    private static async Task<string> ShapedAsync(TestHub hub)
    {
        const string id = "4vex0000000000000000000001";
        string[] kinds = [.. Sites.Fields.Select(f => f.Kind)];
        var fields = kinds.Select(kind => $$"""{ "FieldName": "{{kind}}", "Name": "{{kind}}X", "Settings": { "ContentPartFieldSettings": { "DisplayName": "Zorblax", "Editor": "{{(kind is "TextField" ? "PredefinedList" : "")}}" }, "{{kind}}Settings": { "Required": true } } }""");
        await hub.RunAsync(JsonNode.Parse($$"""
            { "name": "Shaped", "steps": [
              { "name": "ContentDefinition", "ContentTypes": [ { "Name": "Vexolog", "DisplayName": "Zorblax", "Settings": { "ContentTypeSettings": { "Creatable": true, "Listable": true } }, "ContentTypePartDefinitionRecords": [
                {{string.Join(", ", new[] { "TitlePart", "AutoroutePart", "AliasPart", "MarkdownBodyPart", "HtmlBodyPart", "BagPart", "Vexolog" }.Select(part => $$"""{ "PartName": "{{part}}", "Name": "{{part}}", "Settings": {} }"""))}} ] } ],
                "ContentParts": [ { "Name": "Vexolog", "Settings": {}, "ContentPartFieldDefinitionRecords": [ {{string.Join(", ", fields)}} ] } ] },
              { "name": "content", "data": [ { "ContentItemId": "{{id}}", "ContentType": "Vexolog", "DisplayText": "Zorblax", "Latest": true, "Published": true, "Author": "Zorblax", "TitlePart": { "Title": "Zorblax" },
                "BagPart": { "ContentItems": [ { "ContentItemId": "4vex0000000000000000000002", "ContentType": "Vexolog", "DisplayText": "Zorblax" } ] } } ] } ] }
            """)!.AsObject());
        return id;
    }

    /// <summary>Every page, and after it what answers its form sent empty, where that is refused.</summary>
    /// <param name="language">What the browsers ask for.</param>
    public async IAsyncEnumerable<(string Address, PageSeen Page)> WalkAsync(string language = "en")
    {
        foreach (var who in new[] { null, Cast.Amina, Cast.Ines, Cast.Nadia, Cast.Maren })
        {
            using var browser = who is null ? _hub.Visitor() : await _hub.AsAsync(who);
            browser.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
            foreach (var address in Addresses)
            {
                var page = await browser.GetAsync(address);
                yield return (address, page);
                if (page.Document.QuerySelector(Form) is { } form && await SendEmptyAsync(browser, page, form) is { Status: HttpStatusCode.UnprocessableEntity } answer)
                {
                    yield return ($"{address}, sent empty", answer);
                }
            }
        }
    }

    /// <summary>A form in which one writes something; sent without it, it comes back with what is wrong.</summary>
    private static Task<PageSeen> SendEmptyAsync(Browser browser, PageSeen page, IElement form) =>
        browser.SubmitAsync(page, Form, [.. form.QuerySelectorAll(Written).Select(e => (e.GetAttribute("name") ?? "", (string?)"")).Where(f => f.Item1.Length > 0).DistinctBy(f => f.Item1)]);

    private static string Fill(string address, Dictionary<string, string> places)
    {
        var prefix = places.Keys.Where(p => address.StartsWith(p, StringComparison.Ordinal)).MaxBy(p => p.Length);
        var first = address.IndexOf(Route.AnyId, StringComparison.Ordinal);
        if (first < 0 || prefix is null)
        {
            return address;
        }

        var filled = string.Concat(address.AsSpan(0, first), places[prefix], address.AsSpan(first + Route.AnyId.Length));
        // A second one is a part of the address that may be left out, or a person.
        return filled.Replace(filled.Contains("/people/" + Route.AnyId, StringComparison.Ordinal) ? Route.AnyId : "/" + Route.AnyId,
            filled.Contains("/people/" + Route.AnyId, StringComparison.Ordinal) ? Cast.Amina : "", StringComparison.Ordinal);
    }
}
