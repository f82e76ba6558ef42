using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Tests.Content;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

/// <summary>What is counted is what a plain model of the hub would count, whatever is done in which order.</summary>
public abstract class CountingFacets(TestHub hub)
{
    /// <summary>Of a topic, the topics above it too: 0 is above 1 and 2, 1 above 3; 4 stands alone.</summary>
    private static readonly int[][] Lineages = [[0], [0, 1], [0, 2], [0, 1, 3], [4]];

    private static readonly Openness[] Communities = [Openness.Open, Openness.Closed, Openness.Private];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>One deed: what is published how, or null for unpublishing.</summary>
    private sealed record Deed(int Item, Shown? Shown);

    private sealed record Shown(Audience Audience, int? Community, IReadOnlyList<int> Topics);

    private static readonly Gen<Shown> AnyShown =
        from audience in Gen.Elements(Enum.GetValues<Audience>())
        from community in Gen.Elements<int?>(null, 0, 1, 2)
        from topics in Gen.SubListOf(new[] { 0, 1, 2, 3, 4 })
        select new Shown(audience, community, [.. topics]);

    private static readonly Gen<List<Deed>> Deeds =
        (from item in Gen.Choose(0, 3)
         from shown in Gen.Frequency((1, Gen.Constant<Shown?>(null)), (3, AnyShown.Select(Shown? (s) => s)))
         select new Deed(item, shown)).ListOf().Select(deeds => deeds.ToList());

    [Fact]
    public void Counts_equal_a_recount_after_any_sequence_of_deeds() => Prop
        .ForAll(Deeds.ToArbitrary(), deeds => HoldsAsync(deeds).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(25).WithEndSize(12));

    private async Task<bool> HoldsAsync(List<Deed> deeds)
    {
        var kind = "Probe" + Ids.New(hub.Clock.GetUtcNow());
        var (communities, topics) = await PlantAsync();
        var items = new ContentItem?[4];
        var now = new Shown?[4];
        foreach (var deed in deeds)
        {
            items[deed.Item] = await DoAsync(deed, items[deed.Item], kind, communities, topics);
            now[deed.Item] = deed.Shown;
        }

        var expected = now.OfType<Shown>().SelectMany(shown => KeysOf(shown, communities, topics)).CountBy(key => key).ToDictionary();
        var counted = await hub.InDbAsync(db => db.Set<Tally>().Where(t => t.Kind == kind && t.Items != 0).AsNoTracking().ToListAsync(Ct));
        Assert.Equal(
            expected.Select(e => $"{e.Key}: {e.Value}").Order(),
            counted.Select(t => $"{(t.ReaderKey, t.CommunityId, t.TermId)}: {t.Items}").Order());
        return true;
    }

    private async Task<ContentItem?> DoAsync(Deed deed, ContentItem? item, string kind, List<Community> communities, List<string> topics)
    {
        if (deed.Shown is not { } shown)
        {
            if (item is not null)
            {
                await hub.InStoreAsync(store => store.UnpublishAsync(item.Id, Stored.Amina, Ct));
            }

            return item;
        }

        return await hub.InStoreAsync(async store =>
        {
            item ??= store.New(kind, Stored.Amina);
            item.Put(new SharingPart(shown.Community is { } c ? communities[c].Id : null, shown.Audience));
            // A record that leaves null out would leave the old community in the part.
            item.Document[SharingPart.Name]!["CommunityId"] = shown.Community is { } there ? communities[there].Id : null;
            item.Put(TopicsPart.Of(shown.Topics.Select(t => topics[t])));
            Assert.Null(await store.PublishAsync(item, Stored.Amina, Ct));
            return item;
        });
    }

    private static IEnumerable<(string Reader, string Community, string Term)> KeysOf(Shown shown, List<Community> communities, List<string> topics)
    {
        var community = shown.Community is { } c ? communities[c] : null;
        var reader = (shown.Audience, community?.Openness) switch
        {
            (Audience.Everyone, _) => "*",
            (Audience.Community, Openness.Open) => "+",
            (Audience.Community, Openness.Closed or Openness.Private) => "c:" + community!.Id,
            _ => "u:" + Stored.Amina.UserId,
        };
        return shown.Topics.SelectMany(t => Lineages[t]).Distinct().Select(t => topics[t]).Append("").Select(term => (reader, community?.Id ?? "", term));
    }

    private Task<(List<Community>, List<string>)> PlantAsync() => hub.InDbAsync(async db =>
    {
        var communities = Communities.Select(openness => new Community { Id = NewId(), Title = "C", Path = NewId(), Openness = openness }).ToList();
        var terms = new List<Term>();
        foreach (var lineage in Lineages)
        {
            var term = new Term { Id = NewId(), TaxonomyId = TopicsPart.TaxonomyId, Title = $"Topic {terms.Count}", Lineage = "", Document = "{}" };
            term.PutBelow(lineage.Length > 1 ? terms[lineage[^2]] : null);
            terms.Add(term);
        }

        db.AddRange(communities);
        db.AddRange(terms);
        await db.SaveChangesAsync(Ct);
        return (communities, terms.Select(t => t.Id).ToList());
    });

    private string NewId() => Ids.New(hub.Clock.GetUtcNow());

    public sealed class OnSqlite(SqliteHub hub) : CountingFacets(hub);

    public sealed class OnPostgres(PostgresHub hub) : CountingFacets(hub);
}
