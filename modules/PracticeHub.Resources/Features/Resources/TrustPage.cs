using System.Globalization;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Resources.Features.Resources;

/// <summary>A list of what worked for others, most often first; the rest of the resources is not in it.</summary>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record TrustPage(IReadOnlyList<Card> Cards, string? Next)
{
    public static async Task<TrustPage> ReadAsync(IQueryable<Card> cards, string? after, CancellationToken ct)
    {
        cards = cards.Where(c => c.Worked > 0);
        if (Parse(after) is var (worked, mark))
        {
            var (listed, id) = (mark.ListedUtc, mark.ItemId);
            cards = cards.Where(c => c.Worked < worked
                || (c.Worked == worked && (c.ListedUtc < listed || (c.ListedUtc == listed && string.Compare(c.ItemId, id) < 0))));
        }

        var rows = await cards.OrderByDescending(c => c.Worked).ThenByDescending(c => c.ListedUtc).ThenByDescending(c => c.ItemId)
            .Take(CardPage.Size + 1).AsNoTracking().ToListAsync(ct);
        return rows.Count <= CardPage.Size ? new(rows, null) : new(rows[..CardPage.Size], MarkOf(rows[CardPage.Size - 1]));
    }

    private static string MarkOf(Card card) => string.Create(CultureInfo.InvariantCulture, $"{card.Worked}_{new PageMark(card.ListedUtc, card.ItemId)}");

    private static (int Worked, PageMark Mark)? Parse(string? text) =>
        text?.Split('_') is [var worked, var rest] && int.TryParse(worked, NumberStyles.None, CultureInfo.InvariantCulture, out var w) && PageMark.Parse(rest) is { } mark
            ? (w, mark) : null;
}
