using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Tests.Engagement;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Practices;

namespace PracticeHub.Tests.House;

/// <summary>
/// Every text that a person sees goes through the localizer. The hub speaks a language in which each text stands in brackets;
/// what stands outside them on any page must be something that people wrote.
/// </summary>
public sealed partial class Wording
{
    private const string Written = "input[type=text], input[type=url], input[type=email], input[type=password], input:not([type]), textarea";
    private const string Form = $"main form[method=post]:has({Written})";
    private string[] _data = Data;
    private static readonly string[] Attributes = ["title", "placeholder", "aria-label", "alt", "aria-description", "data-key-name", "data-confirm"];

    /// <summary>What people wrote; this test writes nothing else. Names of the house and of keys are the same in every language.</summary>
    private static readonly string[] Data =
    [
        "Zorblax", "Quuxtopic", "Frobnicate", "Vexolog", "Amina Haddad", "Tomás Rivera", "Nadia Berg", "Inês Prado", "Omar Said", "Maren Holt",
        "English", "Deutsch", "https", "UTC", "PracticeHub", "Hand over by voice", "example.org",
    ];

    [Fact]
    public async Task Every_text_on_every_page_goes_through_the_localizer()
    {
        await using var hub = new SqliteHub { Words = new PseudoWords() };
        await hub.InitializeAsync();
        var path = await Places.StartAsync(hub, Cast.Nadia, "Zorblax");
        await Places.PutInAsync(hub, path, Cast.Amina);
        await Places.PutInAsync(hub, path, Cast.Ines, CommunityRole.Curator);
        var community = (await Places.FindAsync(hub, path)).Id;
        var topic = await PracticeScene.TopicAsync(hub, "Quuxtopic");
        var practice = await hub.PracticeAsync(Cast.Amina, "Frobnicate", new() { What = "Frobnicate", Summary = "Frobnicate" }, community, topic: topic);
        var draft = await hub.PracticeAsync(Cast.Amina, "Frobnicate", new() { What = "Frobnicate" }, community, publish: false);
        var log = await hub.LogAsync(Cast.Amina, "Vexolog", "Vexolog", community, topic: topic);
        var resource = await hub.PublishedAsync(Cast.Amina, markdown: "Frobnicate", type: "Resource");
        var places = new Dictionary<string, string>
        {
            ["/communities/"] = path.Split('/')[^1], ["/practices/"] = practice.Path.Split('/')[^1], ["/logs/"] = log.ItemId, ["/resources/"] = resource.ItemId, ["/topics/"] = topic,
            ["/people/"] = Cast.Amina, ["/items/"] = practice.ItemId, ["/reviews/submit/"] = draft.ItemId, ["/reviews/promote/"] = practice.ItemId,
            ["/reviews/verify/"] = practice.ItemId, ["/admin/users/"] = Cast.Amina,
        };
        var addresses = (await Route.AllAsync(hub)).Where(r => r.Page is not null).Select(r => Fill(r.Address, places))
            .Concat(["/search?q=Frobnicate", "/search?q=nothing-of-this", "/search/suggest?q=Frob", "/logs?week=2026-W47", "/?show=everything", "/oops/409", "/oops/413", "/oops/429", "/oops/503", "/oops/500"])
            .Distinct().ToList();
        var data = await hub.InDbAsync(async db => (await db.Roles.ToListAsync()).SelectMany(r => new[] { r.Name!, r.Description }).ToList());
        // A template writes a charter, topics and a first log, which are the community's from then on.
        data.AddRange(await hub.InDbAsync(db => db.Terms.Select(t => t.Title).ToListAsync()));
        data.AddRange(await hub.InDbAsync(async db => (await db.Cards.AsNoTracking().ToListAsync()).SelectMany(c => new[] { c.Title, c.Summary }).ToList()));
        data.AddRange(await hub.ItemAsync(community, item => StringsIn(item.Document).SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries)).Where(line => line.Contains(' ', StringComparison.Ordinal)).ToList()));
        data.AddRange(hub.Services.GetRequiredService<RecipeLibrary>().All.SelectMany(r => new[] { r.DisplayName, r.Description }));
        _data = [.. Data.Concat(data).Where(d => d.Length > 0).OrderByDescending(d => d.Length)];
        var (found, seen, refused) = (new SortedSet<string>(StringComparer.Ordinal), 0, 0);
        foreach (var who in new[] { null, Cast.Amina, Cast.Ines, Cast.Nadia, Cast.Maren })
        {
            using var browser = who is null ? hub.Visitor() : await hub.AsAsync(who);
            foreach (var address in addresses)
            {
                var page = await browser.GetAsync(address);
                seen += page.Status is HttpStatusCode.OK ? 1 : 0;
                found.UnionWith(TextsOf(page.Document).SelectMany(UntranslatedIn).Select(text => $"{text}   ({address})"));
                if (page.Document.QuerySelector(Form) is { } form && await SendEmptyAsync(browser, page, form) is { Status: HttpStatusCode.UnprocessableEntity } answer)
                {
                    refused++;
                    found.UnionWith(TextsOf(answer.Document).SelectMany(UntranslatedIn).Select(text => $"{text}   ({address}, sent empty)"));
                }
            }
        }

        Assert.True(seen > 150, $"Only {seen} pages were seen.");
        Assert.True(refused > 15, $"Only {refused} forms were refused.");
        Assert.True(found.Count == 0, string.Join('\n', found.DistinctBy(f => f.Split("   ")[0])));
    }

    [Fact]
    public void Brackets_within_brackets_are_one_text() =>
        Assert.Equal(["outside"], UntranslatedIn($"{PseudoWords.Opens}in {PseudoWords.Opens}deep{PseudoWords.Closes} in{PseudoWords.Closes} outside 3 Zorblax"));

    /// <summary>A form in which one writes something; sent without it, it comes back with what is wrong.</summary>
    private static Task<PageSeen> SendEmptyAsync(Browser browser, PageSeen page, IElement form) =>
        browser.SubmitAsync(page, Form, [.. form.QuerySelectorAll(Written).Select(e => (e.GetAttribute("name") ?? "", (string?)"")).Where(f => f.Item1.Length > 0).DistinctBy(f => f.Item1)]);

    private static IEnumerable<string> StringsIn(JsonNode? node) => node switch
    {
        JsonObject many => many.SelectMany(one => StringsIn(one.Value)),
        JsonArray many => many.SelectMany(StringsIn),
        JsonValue one when one.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

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

    /// <summary>What one reads or hears: text, but for moments, code and keys, and the attributes that are read out.</summary>
    private static IEnumerable<string> TextsOf(IDocument document) =>
        document.All.Where(e => !e.Matches("time, time *, code, kbd, script, style, svg, svg *, textarea, .avatar, .prose, .prose *"))
            .SelectMany(e => e.ChildNodes.OfType<IText>().Select(t => t.Data)
                .Concat(Attributes.Select(a => e.GetAttribute(a) ?? "")).Append(e.Matches("input[type=submit], input[type=button]") ? e.GetAttribute("value") ?? "" : ""));

    /// <summary>The words that stand outside of all brackets and were not written by people.</summary>
    private IEnumerable<string> UntranslatedIn(string text)
    {
        var (outside, depth) = (new System.Text.StringBuilder(), 0);
        foreach (var sign in text)
        {
            depth += sign is PseudoWords.Opens ? 1 : 0;
            outside.Append(depth == 0 ? sign : ' ');
            depth -= sign is PseudoWords.Closes ? 1 : 0;
        }

        var rest = _data.Aggregate(outside.ToString(), (left, data) => left.Replace(data, " ", StringComparison.OrdinalIgnoreCase));
        rest = Generated().Replace(rest, " ").Trim();
        return Words().IsMatch(rest) && !TimeZoneInfo.TryFindSystemTimeZoneById(rest, out _) ? [Spaces().Replace(Edges().Replace(rest, ""), " ")] : [];
    }

    /// <summary>Ids, user names, and days as the reader's culture writes them.</summary>
    [GeneratedRegex("[0-9a-z]{26,}|\\b\\w+day, \\d+ \\p{L}+|@?\\b(amina|tomas|nadia|ines|omar|maren)\\b")]
    private static partial Regex Generated();

    [GeneratedRegex("\\p{L}{2,}")]
    private static partial Regex Words();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("^[^\\p{L}]+|[^\\p{L}]+$")]
    private static partial Regex Edges();
}
