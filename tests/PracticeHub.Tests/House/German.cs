using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.House;

/// <summary>German is the hub's second language, and complete. Its words lie in each module's Resources, with the English ones as keys.</summary>
public sealed partial class German
{
    /// <summary>What has words of its own: the kernel, the modules and the themes.</summary>
    public static TheoryData<string> Projects => [.. new[] { "modules", "themes" }.SelectMany(room => Directory.EnumerateDirectories(Path.Combine(Repository.Root, room), "PracticeHub.*"))
        .Select(project => Path.GetRelativePath(Repository.Root, project)).Append("src/PracticeHub.Kernel").Order(StringComparer.Ordinal)];

    [Fact]
    public void The_projects_are_found() => Assert.True(Projects.Count > 12, string.Join(", ", Projects));

    [Theory, MemberData(nameof(Projects))]
    public void Every_word_has_a_German_one_with_the_same_placeholders(string project) => Assert.All(
        WordsOf(project), word => Assert.True(word.Value.Trim().Length > 0 && PlaceholdersIn(word.Key).SetEquals(PlaceholdersIn(word.Value)), $"{word.Key} = {word.Value}"));

    [Theory, MemberData(nameof(Projects))]
    public void Every_word_in_the_source_is_there_in_German(string project) => Assert.Empty(KeysIn(project).Except(WordsOf(project).Keys));

    [Fact]
    public async Task Every_text_on_every_page_is_there_in_German()
    {
        var asked = new AskedWords();
        await using var hub = new SqliteHub { Words = asked };
        await hub.InitializeAsync();
        var rounds = await Rounds.BeginAsync(hub);
        var seen = 0;
        await foreach (var (address, page) in rounds.WalkAsync("de"))
        {
            seen += page.Status is HttpStatusCode.OK ? 1 : 0;
            if (page.Document.DocumentElement.HasAttribute("lang"))
            {
                Assert.True(page.Document.DocumentElement.GetAttribute("lang") == "de", address);
            }
        }

        Assert.True(seen > 150, $"Only {seen} pages were seen.");
        // An administrator's name for a content type is asked for like the names of the house's own, and is no word of it.
        var missing = asked.Missing.Keys.Where(key => !key.EndsWith(": Zorblax", StringComparison.Ordinal) && !key.EndsWith(": Vexolog", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        Assert.True(missing.Count == 0, string.Join('\n', missing));
    }

    [Theory]
    [InlineData("ar", "en", "ltr")]
    [InlineData("ja-JP", "en", "ltr")]
    [InlineData("de-AT", "de-AT", "ltr")]
    public async Task A_page_says_in_which_language_its_words_are(string chosen, string lang, string dir)
    {
        await using var hub = new SqliteHub();
        await hub.InitializeAsync();
        await hub.InDbAsync(db => db.Users.Where(u => u.UserName == Cast.Omar).ExecuteUpdateAsync(set => set.SetProperty(u => u.Culture, chosen)));
        using var omar = await hub.AsAsync(Cast.Omar);
        var root = (await omar.GetAsync("/topics")).Document.DocumentElement;
        Assert.Equal((lang, dir), (root.GetAttribute("lang"), root.GetAttribute("dir")));
    }

    [Fact]
    public async Task Who_has_chosen_German_reads_it_whatever_the_browser_asks_for()
    {
        await using var hub = new SqliteHub();
        await hub.InitializeAsync();
        await hub.InDbAsync(db => db.Users.Where(u => u.UserName == Cast.Omar).ExecuteUpdateAsync(set => set.SetProperty(u => u.Culture, "de")));
        using var omar = await hub.AsAsync(Cast.Omar);
        omar.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("en");
        foreach (var (address, title) in new[] { ("/topics", "Themen"), ("/topics/nothing-of-this", "Hier ist nichts") })
        {
            using var answer = await omar.Http.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal("de", answer.Content.Headers.ContentLanguage.Single());
            var page = await omar.GetAsync(address);
            Assert.Equal((title, "de"), (page.One("h1").TextContent, page.Document.DocumentElement.GetAttribute("lang")));
        }
    }

    [Fact]
    public void Keys_are_read_from_the_source_as_it_is_written() => Assert.Equal(
        ["Say “{0}”", "A", "B", "Type it.", "Not \"now\"."],
        Keys().Matches("""@T["Say “{0}”", x] @(y ? T["A"] : words["B"]) [Required(ErrorMessage = "Type it.")] new("not-now", "Not \"now\".")""").Select(KeyOf));

    private static Dictionary<string, string> WordsOf(string project) => FilesIn(project, "*.de.resx").SelectMany(file => XDocument.Load(file).Root!.Elements("data"))
        .ToDictionary(e => e.Attribute("name")!.Value, e => e.Element("value")!.Value, StringComparer.Ordinal);

    private static HashSet<string> PlaceholdersIn(string text) => [.. Placeholder().Matches(text).Select(m => m.Value)];

    private static IEnumerable<string> KeysIn(string project) =>
        FilesIn(project, "*.cs").Concat(FilesIn(project, "*.cshtml")).SelectMany(file => Keys().Matches(File.ReadAllText(file))).Select(KeyOf).Distinct();

    private static IEnumerable<string> FilesIn(string project, string pattern) => Directory.EnumerateFiles(Path.Combine(Repository.Root, project), pattern, SearchOption.AllDirectories)
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static string KeyOf(Match match) => Regex.Unescape(match.Groups["key"].Value);

    [GeneratedRegex(@"\{\d+\}")]
    private static partial Regex Placeholder();

    /// <summary>What is asked of a localizer, what a form says when it refuses, and what a refusal says: a code in kebab-case and a sentence.</summary>
    [GeneratedRegex("""(?:\b(?:T|words)\[|ErrorMessage = |\bnew(?: Refusal)?\("[a-z]+(?:-[a-z]+)*", )"(?<key>(?:[^"\\]|\\.)+)"(?=[\],)])""")]
    private static partial Regex Keys();
}
