using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Kernel.Content;

/// <summary>Where an item stands in its list, where people put the items of that list in order: Orchard Core's <c>ContainedPart.Order</c>.</summary>
public sealed class ListPlace
{
    public required string ItemId { get; init; }
    public required string ListId { get; set; }
    public required int Position { get; set; }
}

/// <summary>A page of a list in the order in which people have put it.</summary>
/// <param name="Next">Where the next page begins; null on the last one.</param>
public sealed record PlacedPage(IReadOnlyList<Card> Cards, NameMark? Next);

public static class ListPlaceQueries
{
    /// <summary>What nobody has given a place yet follows, newest first.</summary>
    private const int Last = int.MaxValue;

    extension(HubDb db)
    {
        public DbSet<ListPlace> ListPlaces => db.Set<ListPlace>();

        /// <param name="cards">The cards that may be shown: visible, published; unsorted.</param>
        public async Task<PlacedPage> ReadInOrderAsync(string listId, IQueryable<Card> cards, NameMark? after, int size, CancellationToken ct)
        {
            var rows =
                from tag in db.Set<ItemTerm>().Where(t => t.TermId == listId)
                join card in cards on tag.ItemId equals card.ItemId
                join place in db.ListPlaces.Where(p => p.ListId == listId) on card.ItemId equals place.ItemId into places
                from place in places.DefaultIfEmpty()
                select new { card, Position = (int?)place.Position ?? Last };
            if (after is { } mark)
            {
                var (rank, id) = (mark.Rank, mark.Id);
                rows = rows.Where(r => r.Position > rank || (r.Position == rank && string.Compare(r.card.ItemId, id) < 0));
            }

            var found = await rows.OrderBy(r => r.Position).ThenByDescending(r => r.card.ItemId).Take(size + 1).AsNoTracking().ToListAsync(ct);
            var shown = found.Take(size).ToList();
            return new([.. shown.Select(r => r.card)], found.Count > size ? new(shown[^1].Position, "", shown[^1].card.ItemId) : null);
        }
    }
}

internal sealed class ListPlaceConfiguration : IEntityTypeConfiguration<ListPlace>
{
    public void Configure(EntityTypeBuilder<ListPlace> builder)
    {
        builder.ToTable("hub_list_place");
        builder.HasKey(p => p.ItemId);
        builder.HasIndex(p => new { p.ListId, p.Position, p.ItemId });
    }
}

/// <summary>The place is the list's to say: a new version of an item keeps it. Only a recipe brings one along.</summary>
internal sealed class ListPlaceProjection(HubDb db, CurrentHub hub, RecipeContext recipe) : IProjection
{
    public string? Type => null;

    public async Task ProjectAsync(Projection projection, CancellationToken ct)
    {
        var item = projection.Item;
        var contained = item.Get<ContainedPart>();
        if (contained is not { ListContentItemId: { Length: > 0 and <= Ids.Length } list, ListContentType: { } type } || hub.State.Definitions.Type(type)?.IsOrdered is not true)
        {
            return;
        }

        var part = item.Document[ContainedPart.Name]!.AsObject();
        var order = part["Order"] is JsonValue value && value.TryGetValue(out int given) ? given : (int?)null;
        var isNew = db.Entry(projection.Card).State is EntityState.Added;
        var row = db.ListPlaces.Local.FirstOrDefault(p => p.ItemId == item.Id) ?? (isNew ? null : await db.ListPlaces.FindAsync([item.Id], ct));
        if (row is null)
        {
            db.AddRange(order is { } place ? [new ListPlace { ItemId = item.Id, ListId = list, Position = place }] : []);
        }
        else if (row.ListId != list || (recipe.IsRunning && order is not null))
        {
            (row.ListId, row.Position) = (list, order ?? 0);
        }
        else
        {
            part["Order"] = row.Position;
        }
    }
}
