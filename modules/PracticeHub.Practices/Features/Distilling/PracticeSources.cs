using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Practices.Features.Distilling;

/// <summary>An item that a practice may be distilled from or cite.</summary>
public sealed record SourceChoice(string Id, string Title, string Path, string Kind, string Owner, string Topics, string? CommunityId);

/// <summary>Finds what a practice can come from, among what the writer may read.</summary>
public sealed class PracticeSources(HubDb db, DatabaseEngine engine, TermNames terms, CurrentMember me)
{
    public const int Most = 50;
    private const int MostFound = 8;
    private const int MostMatches = 500;
    private const int LongestQuote = 600;

    public Task<List<SourceChoice>> ByIdAsync(IEnumerable<string> ids, CancellationToken ct)
    {
        var wanted = ids.Distinct().Take(Most).ToList();
        return wanted.Count == 0 ? Task.FromResult(new List<SourceChoice>()) : Choices(db.Cards.VisibleTo(me).Where(c => wanted.Contains(c.ItemId))).ToListAsync(ct);
    }

    /// <summary>The topics of a practice as the picker writes them, and the items that it comes from: one query for both.</summary>
    public async Task<(string Topics, List<SourceChoice> Choices)> OfAsync(ContentItem practice, CancellationToken ct)
    {
        var termIds = practice.Get<TopicsPart>().TermIds;
        var wanted = (practice.Get<ProvenancePart>().Sources ?? []).Select(s => s.ContentItemId).Distinct().Take(Most).ToList();
        var names = terms.Written(db.Terms.Where(t => termIds.Contains(t.Id)))
            .Select(t => new { IsTopic = true, IsTwice = t.HasNamesake, t.Id, t.Title, Path = t.Parent, Kind = "", Owner = "", Topics = "", CommunityId = (string?)null });
        var cards = db.Cards.Where(c => wanted.Contains(c.ItemId)).VisibleTo(me)
            .Select(c => new { IsTopic = false, IsTwice = false, Id = c.ItemId, c.Title, Path = (string?)c.Path, c.Kind, Owner = c.OwnerName, c.Topics, c.CommunityId });
        var rows = (await names.Concat(cards).ToListAsync(ct)).ToLookup(r => r.IsTopic);
        return (
            TermNames.Write(rows[true].Select(r => new WrittenTerm { Id = r.Id, Title = r.Title, Parent = r.Path, HasNamesake = r.IsTwice }), termIds),
            [.. rows[false].Select(r => new SourceChoice(r.Id, r.Title, r.Path!, r.Kind, r.Owner, r.Topics, r.CommunityId))]);
    }

    public async Task<List<SourceChoice>> FindAsync(string? text, CancellationToken ct)
    {
        var query = SearchQuery.Parse(text);
        if (query.IsEmpty)
        {
            return [];
        }

        var found = engine.Search(db, query, me, MostMatches).Join(db.Cards.VisibleTo(me), h => h.ItemId, c => c.ItemId, (h, c) => new { h.Rank, c })
            .OrderBy(f => f.Rank).ThenByDescending(f => f.c.ItemId).Select(f => f.c).Where(c => c.Kind != "Community").Take(MostFound);
        return await Choices(found).ToListAsync(ct);
    }

    /// <summary>The items at these addresses or with these ids; what is not there, or not to be seen, is missing.</summary>
    public Task<List<SourceChoice>> AtAsync(IReadOnlyCollection<string> addresses, CancellationToken ct)
    {
        var wanted = addresses.Take(Most).ToList();
        return Choices(db.Cards.VisibleTo(me).Where(c => wanted.Contains(c.Path) || wanted.Contains(c.ItemId))).ToListAsync(ct);
    }

    /// <summary>The path inside the hub that an address points to, or the id as it is.</summary>
    public static string PathOf(string line)
    {
        var text = line.Trim();
        var path = Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal) ? uri.AbsolutePath : text.Split('?', '#')[0];
        return Uri.UnescapeDataString(path).Trim('/');
    }

    /// <summary>What the items say, as quotes with their authors and addresses.</summary>
    public async Task<string> QuotesAsync(IReadOnlyList<SourceChoice> sources, CancellationToken ct)
    {
        var ids = sources.Select(s => s.Id).ToList();
        var texts = await db.Renderings.Where(r => ids.Contains(r.ItemId)).ToDictionaryAsync(r => r.ItemId, r => r.Html, ct);
        return string.Join("\n\n", sources.Select(s => Quote(s, texts.GetValueOrDefault(s.Id) ?? "")));
    }

    private static string Quote(SourceChoice source, string html)
    {
        var text = MarkdownRenderer.ToPlainText(SanitizedHtml.FromTrustedStore(html), LongestQuote);
        var title = source.Title.Length == 0 ? source.Path : source.Title.Replace('[', '(').Replace(']', ')');
        return $"{(text.Length > 0 ? $"> {text}\n>\n" : "")}> — [{title}](/{Uri.EscapeDataString(source.Path).Replace("%2F", "/", StringComparison.Ordinal)}), {source.Owner}";
    }

    private static IQueryable<SourceChoice> Choices(IQueryable<Card> cards) => cards.Select(c => new SourceChoice(c.ItemId, c.Title, c.Path, c.Kind, c.OwnerName, c.Topics, c.CommunityId));
}
