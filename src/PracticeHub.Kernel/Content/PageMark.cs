using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Content;

/// <summary>The last row of a page, from which the next one goes on: lists are paged by key, never by offset.</summary>
public readonly record struct PageMark(DateTimeOffset ListedUtc, string ItemId)
{
    public override string ToString() => $"{ListedUtc.UtcTicks.ToString(CultureInfo.InvariantCulture)}-{ItemId}";

    /// <summary>Null for anything that is not a mark: the list then begins at its beginning.</summary>
    public static PageMark? Parse(string? text)
    {
        var dash = text?.IndexOf('-', StringComparison.Ordinal) ?? -1;
        return dash > 0 && text!.Length <= 60
            && long.TryParse(text.AsSpan(0, dash), NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && ticks <= DateTime.MaxValue.Ticks
            ? new(new DateTimeOffset(ticks, TimeSpan.Zero), text[(dash + 1)..])
            : null;
    }
}

/// <summary>One page of a list.</summary>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record CardPage(IReadOnlyList<Card> Cards, PageMark? Next)
{
    public const int Size = 20;

    public static readonly CardPage Empty = new([], null);

    /// <summary>Reads a page from a query that is sorted newest first.</summary>
    public static async Task<CardPage> ReadAsync(IQueryable<Card> cards, PageMark? after, CancellationToken ct, int size = Size)
    {
        var rows = await cards.Before(after).NewestFirst.Take(size + 1).AsNoTracking().ToListAsync(ct);
        return Of(rows, size);
    }

    /// <summary>Reads a page of what is about a term, newest first, along the term's own index however many items it has.</summary>
    /// <param name="kind">Null for all of them, which are then sorted; a single kind is read in the index's own order.</param>
    /// <param name="cards">The cards that may be shown: visible, published, filtered; unsorted.</param>
    /// <param name="since">Where the list ends, so that the index is not read beyond it.</param>
    public static async Task<CardPage> ReadAboutAsync(
        HubDb db, string termId, string? kind, IQueryable<Card> cards, PageMark? after, CancellationToken ct, int size = Size, DateTimeOffset? since = null)
    {
        var tags = db.Set<ItemTerm>().Where(t => t.TermId == termId);
        if (kind is not null)
        {
            tags = tags.Where(t => t.Kind == kind);
        }

        if (since is { } first)
        {
            tags = tags.Where(t => t.ListedUtc >= first);
        }

        if (after is { } at)
        {
            var (listed, id) = (at.ListedUtc, at.ItemId);
            tags = tags.Where(t => t.ListedUtc < listed || (t.ListedUtc == listed && string.Compare(t.ItemId, id) < 0));
        }

        var rows = await (
            from tag in tags
            join card in cards on tag.ItemId equals card.ItemId
            orderby tag.ListedUtc descending, tag.ItemId descending
            select card).Take(size + 1).AsNoTracking().ToListAsync(ct);
        return Of(rows, size);
    }

    private static CardPage Of(List<Card> rows, int size) => rows.Count <= size
        ? new(rows, null)
        : new(rows[..size], new(rows[size - 1].ListedUtc, rows[size - 1].ItemId));
}
