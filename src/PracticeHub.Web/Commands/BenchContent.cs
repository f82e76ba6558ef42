using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Web.Commands;

/// <summary>Made-up content of the shape that a grown hub has: through the same store as everything that members write.</summary>
internal sealed class BenchContent(IServiceScopeFactory scopes, int items)
{
    private const int Batch = 250;
    private const int Communities = 20;
    private const int People = 200;
    /// <summary>The topics that most items carry; as many again as half of the items stand below them, each on a few.</summary>
    private const int MainTopics = 120;
    private const int TopicBatch = 5000;
    private static readonly string[] Words =
        "handover pager alert runbook postmortem rollout schema retention glossary contrast label focus keyboard sensor valve torque crew shift ledger queue cache index backup drill rota escalation deputy workshop interview transcript survey sample audit licence invoice meter charger cable firmware patch branch review merge deploy canary rollback metric trace log span budget quota token secret vault policy charter mentor coach peer".Split(' ');

    private readonly Random _random = new(20_26);

    public async Task<IReadOnlyList<(string Name, string Url)>> PlantAsync(CancellationToken ct)
    {
        await InScopeAsync(PlantPeopleAsync);
        await InScopeAsync(services => PlantTopicsAsync(services, ct));
        await InScopeAsync(services => PlantPlacesAsync(services, ct));
        string log = "", practice = "";
        for (var done = 0; done < items; done += Batch)
        {
            await InScopeAsync(async services =>
            {
                var store = services.GetRequiredService<ContentStore>();
                foreach (var number in Enumerable.Range(done, Math.Min(Batch, items - done)))
                {
                    var item = Make(store, number);
                    await store.PublishAsync(item, PersonOf(number), ct);
                    log = item.Type == "WorkLog" ? $"/logs/{item.Id}" : log;
                    practice = item.Type == "Practice" ? "/" + item.Get<AutoroutePart>().Path : practice;
                }

                await services.GetRequiredService<HubDb>().SaveChangesAsync(ct);
            });
        }

        // Nothing of what follows from the seed is left to happen while somebody measures.
        await InScopeAsync(services => services.GetRequiredService<ActivityPump>().CatchUpAsync(ct, TimeSpan.MaxValue));
        await InScopeAsync(services => TendAsync(services, ct));
        return [("Today", "/"), ("Community", "/communities/bench-1"), ("Resources with facets", "/resources"), ("Resources by topic", $"/resources?topic={TopicId(7)}"),
            ("Work log", log), ("Practice", practice), ("Search", "/search?q=handover+valve"),
            ("Topics", "/topics"), ("Topic", $"/topics/{TopicId(13)}"), ("Topic picker", "/topics/suggest?q=valve")];
    }

    /// <summary>A hub in use has been tended long since; right after the seed it would be measured beside that.</summary>
    private static Task TendAsync(IServiceProvider services, CancellationToken ct)
    {
        var database = services.GetRequiredService<HubDb>().Database;
        database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        return database.ExecuteSqlRawAsync(services.GetRequiredService<DatabaseEngine>().Upkeep, ct);
    }

    private int Topics => Math.Max(MainTopics, items / 2);

    private ContentItem Make(ContentStore store, int number)
    {
        var type = (number % 20) switch { < 10 => "WorkLog", < 17 => "Resource", _ => "Practice" };
        var item = store.New(type, PersonOf(number));
        item.DisplayText = $"{Sentence(6)} {number}";
        item.CreatedUtc = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero).AddMinutes(number);
        item.Put(new TitlePart(item.DisplayText));
        item.Put(new SharingPart(CommunityId(number % Communities), number % 5 == 0 ? Audience.Community : Audience.Everyone));
        item.Put(TopicsPart.Of([TopicId(number % MainTopics), TopicId(number % 10 == 0 ? number / 10 % (Topics / 10) : number / 7 % MainTopics)]));
        item.Document[type == "Practice" ? "PracticePart" : type == "Resource" ? "ResourcePart" : "MarkdownBodyPart"] = Part(type, number);
        return item;
    }

    private JsonObject Part(string type, int number) => type switch
    {
        "Practice" => new() { ["Summary"] = Sentence(14), ["When"] = Sentence(40), ["What"] = Sentence(120), ["Why"] = Sentence(60), ["OwnerId"] = PersonOf(number).UserId },
        "Resource" => new() { ["Url"] = $"https://example.org/{number}", ["Kind"] = "Link", ["Why"] = Sentence(14), ["Paid"] = number % 9 == 0 },
        _ => new() { ["Markdown"] = $"{Sentence(30)}\n\n- {Sentence(8)}\n- {Sentence(8)}\n\n{Sentence(40)}" },
    };

    private string Sentence(int words)
    {
        var text = string.Join(' ', Enumerable.Range(0, words).Select(_ => Words[_random.Next(Words.Length)]));
        return char.ToUpperInvariant(text[0]) + text[1..] + ".";
    }

    private static async Task PlantPeopleAsync(IServiceProvider services)
    {
        var db = services.GetRequiredService<HubDb>();
        var users = services.GetRequiredService<UserManager<HubUser>>();
        await users.CreateAsync(new HubUser { Id = PersonOf(0).UserId, UserName = "bench", DisplayName = "Bench", JoinedUtc = DateTimeOffset.UnixEpoch }, "bench-Password-1");
        db.Users.AddRange(Enumerable.Range(1, People - 1).Select(n => new HubUser
        {
            Id = PersonOf(n).UserId, UserName = PersonOf(n).UserName, NormalizedUserName = PersonOf(n).UserName.ToUpperInvariant(), DisplayName = $"Person {n}", JoinedUtc = DateTimeOffset.UnixEpoch,
        }));
        var visitors = await db.Roles.SingleAsync(r => r.Name == "Anonymous");
        db.RoleClaims.Add(new() { RoleId = visitors.Id, ClaimType = Permission.ClaimType, ClaimValue = KernelPermissions.ViewContent.Name });
        await db.SaveChangesAsync();
    }

    private async Task PlantPlacesAsync(IServiceProvider services, CancellationToken ct)
    {
        var (db, store) = (services.GetRequiredService<HubDb>(), services.GetRequiredService<ContentStore>());
        for (var n = 0; n < Communities; n++)
        {
            var item = ContentItem.New(CommunityId(n), "Community");
            (item.Owner, item.DisplayText) = (PersonOf(n).UserId, $"Bench {n}");
            item.Put(new TitlePart(item.DisplayText));
            item.Put(new AutoroutePart($"communities/bench-{n}"));
            item.Document["CommunityPart"] = new JsonObject { ["Purpose"] = Sentence(20), ["Openness"] = "Open", ["Stage"] = "Maturing" };
            await store.PublishAsync(item, PersonOf(n), ct);
            foreach (var person in Enumerable.Range(0, People).Where(p => p % Communities == n || p < 3 || (p == 0 && n < 5)))
            {
                db.Add(new Membership(CommunityId(n), PersonOf(person).UserId, RoleOf(person), DateTimeOffset.UnixEpoch));
            }
        }

        db.Follows.AddRange(Enumerable.Range(1, 8).Select(n => new Follow(PersonOf(0).UserId, FollowKind.Person, PersonOf(n * 11).UserId, DateTimeOffset.UnixEpoch)));
        db.Follows.AddRange(Enumerable.Range(1, 4).Select(n => new Follow(PersonOf(0).UserId, FollowKind.Topic, TopicId(n * 13), DateTimeOffset.UnixEpoch)));
        await db.SaveChangesAsync(ct);
    }

    private static CommunityRole RoleOf(int person) => (person % 50) switch { 0 => CommunityRole.Curator, 1 => CommunityRole.Leader, _ => CommunityRole.Member };

    /// <summary>Twelve at the top, the others of the main ones below them, and thirty below each of those and so on down.</summary>
    private async Task PlantTopicsAsync(IServiceProvider services, CancellationToken ct)
    {
        var db = services.GetRequiredService<HubDb>();
        var terms = new List<Term>(Topics);
        for (var n = 0; n < Topics; n++)
        {
            var (id, title) = (TopicId(n), $"{Words[n % Words.Length]} {n}");
            var parent = n < 12 ? null : n < MainTopics ? terms[n % 12] : terms[12 + ((n - MainTopics) / 30)];
            var term = new Term { Id = id, TaxonomyId = TopicsPart.TaxonomyId, Title = title, Lineage = "", Position = n, Slug = $"{Words[n % Words.Length]}-{n}", Document = $$"""{"ContentItemId":"{{id}}","ContentType":"Topic","DisplayText":"{{title}}"}""" };
            term.PutBelow(parent);
            terms.Add(term);
            db.Add(term);
            db.Add(new TermName { TermId = id, TaxonomyId = term.TaxonomyId, Key = TermName.KeyOf(title), IsTitle = true });
            if (n % TopicBatch == TopicBatch - 1)
            {
                await db.SaveChangesAsync(ct);
                db.ChangeTracker.Clear();
            }
        }

        await db.SaveChangesAsync(ct);
    }

    private async Task InScopeAsync(Func<IServiceProvider, Task> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        await work(scope.ServiceProvider);
    }

    private static Writer PersonOf(int number) => new($"4p{number % People:D24}", number % People == 0 ? "bench" : $"person{number % People}");

    private static string CommunityId(int number) => $"4c{number:D24}";

    public static string TopicId(int number) => $"4t{number:D24}";
}
