using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Contents.Features.Types;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Practices;
using PracticeHub.Tests.Recipes;
using PracticeHub.Workflows.Features.WorkflowGuides;

namespace PracticeHub.Tests.House;

/// <summary>
/// Every text that a person sees goes through the localizer. The hub speaks a language in which each text stands in brackets;
/// what stands outside them on any page must be something that people wrote.
/// </summary>
public sealed partial class Wording
{
    private string[] _data = Data;
    private static readonly string[] Attributes = ["title", "placeholder", "aria-label", "alt", "aria-description", "data-key-name", "data-confirm"];

    /// <summary>What people wrote; this test writes nothing else. Names of the house and of keys are the same in every language.</summary>
    private static readonly string[] Data =
    [
        "Zorblax", "Quuxtopic", "Frobnicate", "Vexolog", "Amina Haddad", "Tomás Rivera", "Nadia Berg", "Inês Prado", "Omar Said", "Maren Holt",
        "English", "Deutsch", "https", "UTC", "PracticeHub", "Hand over by voice", "example.org", ".png",
    ];

    [Fact]
    public async Task Every_text_on_every_page_goes_through_the_localizer()
    {
        await using var hub = new SqliteHub { Words = new PseudoWords() };
        await hub.InitializeAsync();
        var rounds = await Rounds.BeginAsync(hub);
        var data = await hub.InDbAsync(async db => (await db.Roles.ToListAsync()).SelectMany(r => new[] { r.Name!, r.Description }).ToList());
        // A template writes a charter, topics and a first log, which are the community's from then on.
        data.AddRange(await hub.InDbAsync(db => db.Terms.Select(t => t.Title).ToListAsync()));
        data.AddRange(await hub.InDbAsync(async db => (await db.Cards.AsNoTracking().ToListAsync()).SelectMany(c => new[] { c.Title, c.Summary }).ToList()));
        data.AddRange(await hub.ItemAsync(rounds.CommunityId, item => StringsIn(item.Document).SelectMany(text => text.Split('\n', StringSplitOptions.TrimEntries)).Where(line => line.Contains(' ', StringComparison.Ordinal)).ToList()));
        data.AddRange(hub.Services.GetRequiredService<RecipeLibrary>().All.SelectMany(r => new[] { r.DisplayName, r.Description }));
        // Whoever draws a workflow names its activities and their outcomes.
        data.AddRange(await hub.InDbAsync(async db => (await db.WorkflowTypes.Select(t => t.Document).ToListAsync()).SelectMany(document => StringsIn(JsonNode.Parse(document))).Where(text => text.Length > 4).ToList()));
        data.AddRange(await hub.InScopeAsync(services => Task.FromResult(services.GetRequiredService<FlowWords>().All.Select(a => a.Kind).ToList())));
        // Content types are data: whoever shapes them names them.
        data.AddRange(hub.Services.GetRequiredService<Hub>().State.Definitions.Types.SelectMany(t => new[] { t.Name, t.DisplayName, t.Description, t.Stereotype ?? "" }.Concat(t.Parts.Select(p => p.Key))));
        data.AddRange(hub.Services.GetRequiredService<Hub>().State.Definitions.Parts.SelectMany(p => p.Fields.SelectMany(f => new[] { f.Key, f.Label }).Append(p.Name)).Concat(TypeWriter.Parts).Concat(Sites.Fields.Select(f => f.Kind)));
        _data = [.. Data.Concat(data).Where(d => d.Length > 0).OrderByDescending(d => d.Length)];
        var (found, seen, refused) = (new SortedSet<string>(StringComparer.Ordinal), 0, 0);
        await foreach (var (address, page) in rounds.WalkAsync())
        {
            seen += page.Status is HttpStatusCode.OK ? 1 : 0;
            refused += page.Status is HttpStatusCode.UnprocessableEntity ? 1 : 0;
            found.UnionWith(TextsOf(page.Document).SelectMany(UntranslatedIn).Select(text => $"{text}   ({address})"));
        }

        Assert.True(seen > 150, $"Only {seen} pages were seen.");
        Assert.True(refused > 15, $"Only {refused} forms were refused.");
        Assert.True(found.Count == 0, string.Join('\n', found.DistinctBy(f => f.Split("   ")[0])));
    }

    [Fact]
    public void Brackets_within_brackets_are_one_text() =>
        Assert.Equal(["outside"], UntranslatedIn($"{PseudoWords.Opens}in {PseudoWords.Opens}deep{PseudoWords.Closes} in{PseudoWords.Closes} outside 3 Zorblax"));

    private static IEnumerable<string> StringsIn(JsonNode? node) => node switch
    {
        JsonObject many => many.SelectMany(one => StringsIn(one.Value)),
        JsonArray many => many.SelectMany(StringsIn),
        JsonValue one when one.TryGetValue<string>(out var text) => [text],
        _ => [],
    };

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
