using FsCheck;
using FsCheck.Fluent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests;

/// <summary>Who sees what is what the rules say in plain C#, for any communities, memberships, audiences and states.</summary>
public abstract class SeeingContent(TestHub hub)
{
    private static readonly string[] People = [Cast.Amina, Cast.Tomas, Cast.Nadia, Cast.Ines];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private sealed record Item(int Owner, Audience Audience, int? Community, CardState State);

    private sealed record Hub(IReadOnlyList<Openness> Communities, IReadOnlyDictionary<(int Person, int Community), CommunityRole> Roles, IReadOnlyList<Item> Items);

    private static readonly Gen<Hub> AnyHub =
        from communities in Gen.Elements(Enum.GetValues<Openness>()).ListOf(3)
        from roles in Gen.Frequency((1, Gen.Constant<CommunityRole?>(null)), (2, Gen.Elements(Enum.GetValues<CommunityRole>()).Select(CommunityRole? (r) => r))).ListOf(People.Length * 3)
        from items in (from owner in Gen.Choose(0, People.Length - 1)
                       from audience in Gen.Elements(Enum.GetValues<Audience>())
                       from community in Gen.Elements<int?>(null, 0, 1, 2)
                       from state in Gen.Elements(Enum.GetValues<CardState>())
                       select new Item(owner, audience, community, state)).ListOf(20)
        select new Hub([.. communities], RolesOf(roles), [.. items]);

    [Fact]
    public void Everyone_sees_exactly_what_the_rules_let_them_see() => Prop
        .ForAll(AnyHub.ToArbitrary(), world => HoldsAsync(world).GetAwaiter().GetResult())
        .Check(Config.QuickThrowOnFailure.WithMaxTest(25));

    /// <summary>The rules, once more and independently.</summary>
    private static bool MaySee(Hub world, int? person, Item item)
    {
        CommunityRole? role = person is { } p && item.Community is { } c && world.Roles.TryGetValue((p, c), out var worn) ? worn : null;
        return item.Owner == person || item.State switch
        {
            CardState.Draft => false,
            CardState.InReview or CardState.ChangesAsked or CardState.Declined => role is CommunityRole.Leader,
            _ => item.Audience switch
            {
                Audience.Everyone => person is not null,
                Audience.Community when item.Community is { } at => world.Communities[at] is Openness.Open ? person is not null : role is not null,
                _ => false,
            },
        };
    }

    private async Task<bool> HoldsAsync(Hub world)
    {
        var ids = await PlantAsync(world);
        for (var person = 0; person < People.Length; person++)
        {
            await SeesAsync(Cast.IdOf(People[person]), ids, ids.Where((_, i) => MaySee(world, person, world.Items[i])));
        }

        // A visitor may not read in a hub whose role Anonymous may not; an administrator of the whole hub sees all.
        await SeesAsync(null, ids, []);
        await SeesAsync(Cast.IdOf(Cast.Maren), ids, ids);
        return true;
    }

    private async Task SeesAsync(string? userId, List<string> all, IEnumerable<string> expected)
    {
        var seen = await hub.InScopeAsync(async services =>
        {
            var me = services.GetRequiredService<CurrentMember>();
            await me.LoadAsync(userId, null, Ct);
            return await services.GetRequiredService<HubDb>().Cards.VisibleTo(me).Where(c => all.Contains(c.ItemId)).Select(c => c.ItemId).ToListAsync(Ct);
        });
        Assert.Equal(expected.Order(StringComparer.Ordinal), seen.Order(StringComparer.Ordinal));
    }

    private Task<List<string>> PlantAsync(Hub world) => hub.InDbAsync(async db =>
    {
        var now = hub.Clock.GetUtcNow();
        var communities = world.Communities.Select(openness => new Community { Id = Ids.New(now), Title = "C", Path = Ids.New(now), Openness = openness }).ToList();
        db.AddRange(communities);
        db.AddRange(world.Roles.Select(r => new Membership(communities[r.Key.Community].Id, Cast.IdOf(People[r.Key.Person]), r.Value, now)));
        var cards = world.Items.Select(item => CardOf(item, communities, now)).ToList();
        db.AddRange(cards);
        await db.SaveChangesAsync(Ct);
        return cards.Select(c => c.ItemId).ToList();
    });

    private static Card CardOf(Item item, List<Community> communities, DateTimeOffset now)
    {
        var community = item.Community is { } c ? communities[c] : null;
        var id = Ids.New(now);
        var card = new Card
        {
            ItemId = id, Kind = "Practice", Path = "probe/" + id, OwnerId = Cast.IdOf(People[item.Owner]), ReaderKey = "", CommunityId = community?.Id, Audience = item.Audience, ListedUtc = now, ModifiedUtc = now,
        };
        card.Enter(item.State, community);
        return card;
    }

    private static Dictionary<(int, int), CommunityRole> RolesOf(IReadOnlyCollection<CommunityRole?> roles) => roles
        .Select((role, i) => (Role: role, Key: (i / 3, i % 3))).Where(r => r.Role is not null).ToDictionary(r => r.Key, r => r.Role!.Value);

    public sealed class OnSqlite(SqliteHub hub) : SeeingContent(hub);

    public sealed class OnPostgres(PostgresHub hub) : SeeingContent(hub);
}
