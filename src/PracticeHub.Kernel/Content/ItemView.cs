using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Content;

/// <summary>One thing that stands around an item: a comment, a link to another item, a step of its path, something I did to it.</summary>
/// <param name="Source">Which <see cref="AroundQuery"/> it came from.</param>
/// <param name="ReaderKey">When the row speaks of another item, that item's reader key; rows a reader may not see are dropped.</param>
public sealed record AroundRow(
    string Source, string Key, string? Title, string? Text, string? Name, string? Href, long Number, DateTime? At, string? ReaderKey, string? OwnerId)
{
    public DateTimeOffset? AtUtc => At.AsUtc;
}

/// <summary>
/// What a feature wants to know around an item, as one SELECT that both databases understand; all of them are asked in one
/// query. Columns, in order: key, title, text, name, href, number, at, reader_key, owner_id; <c>{0}</c> is the item's id,
/// <c>{1}</c> the reader's (empty for a visitor).
/// </summary>
public sealed record AroundQuery(string Source, string Sql);

/// <summary>Something that a feature adds to the page of an item.</summary>
/// <param name="Zone">actions, banner, facts, body or aside; evidence for whoever verifies it; with nothing around it, edit in the form that changes it and settings above that of a community.</param>
/// <param name="Partial">A partial view whose model is <see cref="ItemView"/>.</param>
public sealed record ItemPanel(string Zone, string Partial, int Order);

/// <summary>An item as its page shows it.</summary>
public sealed record ItemView(Card Card, SanitizedHtml Html, ILookup<string, AroundRow> Around)
{
    /// <summary>What it says in the head of its page; null for most.</summary>
    public ItemHead? Head { get; init; }

    /// <summary>An item with nothing around it, as the panels of a form need it.</summary>
    public static ItemView Alone(Card card) => new(card, SanitizedHtml.Empty, Array.Empty<AroundRow>().ToLookup(r => r.Source));
}

/// <summary>Reads the page of an item: two queries, whatever features add to it.</summary>
public sealed class ItemReader(HubDb db, CurrentHub hub, CurrentMember me, PageHead head)
{
    private const int MostPieces = 12;

    /// <summary>Null when there is no such item, or the reader may not see it.</summary>
    public Task<ItemView?> AtAsync(string path, CancellationToken ct) => ReadAsync(db.Cards.Where(c => c.Path == path), ct);

    /// <inheritdoc cref="AtAsync"/>
    public Task<ItemView?> ByIdAsync(string id, CancellationToken ct) => ReadAsync(db.Cards.Where(c => c.ItemId == id), ct);

    /// <summary>The item without what stands around it, by one query.</summary>
    public Task<ItemView?> AloneAtAsync(string path, CancellationToken ct) => FindAsync(db.Cards.Where(c => c.Path == path), ct);

    /// <summary>The item at the address, or else at the longest beginning of it: what stands in an item has an address below it.</summary>
    public Task<ItemView?> NearestAtAsync(string path, CancellationToken ct)
    {
        var pieces = path.Split('/');
        var beginnings = Enumerable.Range(1, Math.Min(pieces.Length, MostPieces)).Select(n => string.Join('/', pieces[..n])).ToList();
        return FindAsync(db.Cards.Where(c => c.Path == path || beginnings.Contains(c.Path)), ct);
    }

    /// <inheritdoc cref="AloneAtAsync"/>
    public Task<ItemView?> AloneAsync(string id, CancellationToken ct) => FindAsync(db.Cards.Where(c => c.ItemId == id), ct);

    /// <summary>The item with what stands around it, by one more query.</summary>
    public async Task<ItemView> CompleteAsync(ItemView item, CancellationToken ct) => Taken(item with { Around = await AroundAsync(item.Card.ItemId, ct) });

    private async Task<ItemView?> ReadAsync(IQueryable<Card> cards, CancellationToken ct) => await FindAsync(cards, ct) is { } item ? await CompleteAsync(item, ct) : null;

    private async Task<ItemView?> FindAsync(IQueryable<Card> cards, CancellationToken ct)
    {
        var found = await cards.VisibleTo(me).AsNoTracking()
            .Join(db.Renderings, card => card.ItemId, rendering => rendering.ItemId, (card, rendering) => new { card, rendering.Html, rendering.Head })
            .OrderByDescending(x => x.card.Path.Length).FirstOrDefaultAsync(ct);
        return found is null ? null : Taken(new(found.card, SanitizedHtml.FromTrustedStore(found.Html), Array.Empty<AroundRow>().ToLookup(r => r.Source))
        {
            Head = found.Head is { } json ? ItemHead.Parse(json) : null,
        });
    }

    private ItemView Taken(ItemView item)
    {
        head.TakeUp(item);
        return item;
    }

    private async Task<ILookup<string, AroundRow>> AroundAsync(string itemId, CancellationToken ct)
    {
        var questions = hub.All<AroundQuery>().ToList();
        if (questions.Count == 0)
        {
            return Array.Empty<AroundRow>().ToLookup(r => r.Source);
        }

        var sql = string.Join("\nUNION ALL\n", questions.Select(q => $"SELECT '{q.Source}', around.* FROM ({q.Sql}) AS around").Prepend(Shape));
        var rows = await db.Database.SqlQueryRaw<AroundRow>(sql, itemId, me.Id ?? "").ToListAsync(ct);
        return rows.Where(MayBeSeen).ToLookup(row => row.Source);
    }

    private bool MayBeSeen(AroundRow row) =>
        row.ReaderKey is null || me.SeesAll || me.ReaderKeys.Contains(row.ReaderKey) || (row.OwnerId is not null && row.OwnerId == me.Id);

    /// <summary>An empty first branch that names the columns and gives them their types.</summary>
    private const string Shape = """
        SELECT '' AS source, '' AS key, '' AS title, '' AS text, '' AS name, '' AS href, CAST(0 AS bigint) AS number,
               CAST(NULL AS timestamp with time zone) AS at, '' AS "ReaderKey", '' AS "OwnerId" WHERE 1 = 0
        """;
}
