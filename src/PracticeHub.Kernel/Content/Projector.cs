using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Search;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Kernel.Content;

/// <summary>Writes the read models of an item: card, topics, links, counts, full text and HTML, with the version they show.</summary>
public sealed class Projector(HubDb db, CurrentHub hub, BodyProjection body, Tallies tallies, ProjectionGround ground, CardPaths paths, RecipeContext recipe)
{
    public async Task ProjectAsync(ContentItem item, bool isPublished, bool isNew, CancellationToken ct)
    {
        var card = isNew ? null : await db.Cards.FindAsync([item.Id], ct);
        var before = card is null ? [] : await TagsAsync(item.Id, ct);
        if (card is { State: CardState.Published })
        {
            tallies.Take(card, before);
        }

        if (card is null)
        {
            card = await NewCardAsync(item, ct);
        }
        else
        {
            card.Path = await paths.KeepAsync(item, card.Path, ct);
        }

        var projection = await FillAsync(item, card, isPublished, isNew, ct);
        var terms = await TermsOfAsync(item, ct);
        ground.StandOn(projection.Community, terms);
        card.Topics = string.Join('\n', terms.Select(t => t.Title).Order(StringComparer.Ordinal));
        var tags = terms.SelectMany(t => t.AncestorsAndSelf).Concat(projection.Facets).ToHashSet();
        WriteTags(card, tags, terms, before);
        await WriteLinksAsync(projection, isNew, ct);
        await WriteTextAsync(projection, terms, isPublished, isNew, ct);
        if (card.State is CardState.Published)
        {
            tallies.Put(card, tags);
        }
    }

    private async Task<Card> NewCardAsync(ContentItem item, CancellationToken ct)
    {
        var card = new Card { ItemId = item.Id, Kind = item.Type, Path = await paths.FreeAsync(item, ct), OwnerId = item.Owner, ReaderKey = ReaderKeys.Owner(item.Owner) };
        db.Add(card);
        return card;
    }

    private async Task<Projection> FillAsync(ContentItem item, Card card, bool isPublished, bool isNew, CancellationToken ct)
    {
        var sharing = item.Get<SharingPart>();
        var community = sharing.CommunityId is { } id ? await db.FindAsync<Community>([id], ct) : null;
        card.Title = Short(item.DisplayText, 500);
        card.CommunityId = community?.Id;
        // What came from elsewhere may belong to nobody; it must not belong to every visitor by that.
        card.OwnerId = item.Owner.Length > 0 ? item.Owner : Writer.Hub;
        card.OwnerName = (await db.Users.FindAsync([item.Owner], ct))?.DisplayName ?? item.Author;
        card.Audience = sharing.Audience;
        card.ModifiedUtc = item.ModifiedUtc ?? default;
        card.ListedUtc = (isPublished ? item.PublishedUtc : item.CreatedUtc) ?? card.ModifiedUtc;
        card.Enter(isPublished ? CardState.Published : card.State is CardState.Published ? CardState.Draft : card.State, community);
        var projection = new Projection { Item = item, Card = card, Community = community, IsNew = isNew };
        body.Project(projection);
        var others = hub.Services<IProjection>().Where(p => p.Type is null || p.Type == item.Type).ToList();
        foreach (var other in others)
        {
            await other.ProjectAsync(projection, ct);
        }

        body.ProjectFields(projection);
        foreach (var other in others)
        {
            await other.CompleteAsync(projection, ct);
        }

        card.Title = Short(card.Title, 500);
        card.Summary = Short(card.Summary, 500);
        card.Detail = Short(card.Detail, 300);
        (projection.Html, projection.Text) = (Storable(projection.Html), Storable(projection.Text));
        return projection;
    }

    private async Task<List<Term>> TermsOfAsync(ContentItem item, CancellationToken ct)
    {
        var terms = new List<Term>();
        foreach (var id in TermIds.In(item, hub.State.Definitions).Distinct())
        {
            if (await db.Terms.FindAsync([id], ct) is { } term)
            {
                terms.Add(term);
            }
            else if (recipe.IsRunning)
            {
                recipe.Awaited.Add((item.Id, id));
            }
        }

        return terms;
    }

    private Task<List<ItemTerm>> TagsAsync(string itemId, CancellationToken ct) => StandingAsync<ItemTerm>(t => t.ItemId == itemId, ct);

    /// <summary>The rows as the save will find them, with what an item that is projected twice in one save left the first time.</summary>
    private async Task<List<T>> StandingAsync<T>(Expression<Func<T, bool>> mine, CancellationToken ct) where T : class
    {
        var stored = await db.Set<T>().Where(mine).ToListAsync(ct);
        var staged = db.ChangeTracker.Entries<T>().Where(e => e.State is EntityState.Added).Select(e => e.Entity).Where(mine.Compile(preferInterpretation: true));
        return [.. stored.Where(row => db.Entry(row).State is not EntityState.Deleted), .. staged];
    }

    private void WriteTags(Card card, IEnumerable<string> tags, List<Term> terms, List<ItemTerm> before)
    {
        db.RemoveRange(before);
        var direct = terms.Select(t => t.Id).ToHashSet();
        // Rows with the same key are removed and added in one save; EF turns the pair into an update.
        db.AddRange(tags.Select(id => new ItemTerm
        {
            ItemId = card.ItemId, TermId = id, Kind = card.Kind, ListedUtc = card.ListedUtc, IsDirect = direct.Contains(id),
        }));
    }

    private async Task WriteLinksAsync(Projection projection, bool isNew, CancellationToken ct)
    {
        var id = projection.Item.Id;
        if (!isNew)
        {
            db.RemoveRange(await StandingAsync<ItemLink>(l => l.FromId == id, ct));
        }

        var sources = projection.Item.Get<ProvenancePart>().Sources ?? [];
        var links = sources.Select(s => (s.ContentItemId, s.Relation)).Concat(projection.Links).Distinct();
        db.AddRange(links.Select(link => new ItemLink { FromId = id, ToId = link.Item1, Relation = Short(link.Item2, 60) }));
    }

    private async Task WriteTextAsync(Projection projection, List<Term> terms, bool isPublished, bool isNew, CancellationToken ct)
    {
        var id = projection.Item.Id;
        var rendering = isNew ? null : await db.Set<Rendering>().FindAsync([id], ct);
        if (rendering is null)
        {
            db.Add(new Rendering { ItemId = id, Html = projection.Html, Head = projection.Head?.ToJson() });
        }
        else
        {
            (rendering.Html, rendering.Head) = (projection.Html, projection.Head?.ToJson());
        }

        await WriteSearchAsync(projection, terms, isPublished, isNew, ct);
    }

    private async Task WriteSearchAsync(Projection projection, List<Term> terms, bool isPublished, bool isNew, CancellationToken ct)
    {
        var id = projection.Item.Id;
        var entry = isNew ? null : (await StandingAsync<SearchEntry>(e => e.ItemId == id, ct)).SingleOrDefault();
        if (!isPublished)
        {
            db.RemoveRange(entry is null ? [] : [entry]);
            return;
        }

        if (entry is null)
        {
            entry = new SearchEntry(id);
            db.Add(entry);
        }

        entry.Write(projection.Card.Title, projection.Text, projection.Card.Detail, terms);
    }

    private static string Short(string text, int most) => Text.Excerpt.Of(Storable(text), most);

    /// <summary>NUL, which JSON may hold and no column of PostgreSQL; in the document it stays.</summary>
    private static string Storable(string text) => text.Replace("\0", "", StringComparison.Ordinal);
}
