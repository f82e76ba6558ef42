using System.Security.Claims;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Diagnostics;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Security;

/// <summary>Keeps in the log what becomes of accounts, in the save that does it: by a page, a recipe or a verb.</summary>
internal sealed class AccountDeeds(TimeProvider clock, IHttpContextAccessor http) : SaveChangesInterceptor
{
    public const string Created = "user.created";
    public const string Updated = "user.updated";
    public const string Enabled = "user.enabled";
    public const string Disabled = "user.disabled";
    public const string SignedIn = "user.signed-in";

    /// <summary>What others see of a person, or write to; passwords, stamps and failed attempts are nobody's business.</summary>
    private static readonly string[] Told =
    [
        nameof(HubUser.UserName), nameof(HubUser.Email), nameof(HubUser.DisplayName), nameof(HubUser.JobTitle), nameof(HubUser.Place), nameof(HubUser.About),
        nameof(HubUser.AwayFromUtc), nameof(HubUser.AwayUntilUtc), nameof(HubUser.DeputyId),
    ];

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        var db = (HubDb)eventData.Context!;
        // Only people are compared with what was read of them; the save itself compares the rest.
        var detects = db.ChangeTracker.AutoDetectChangesEnabled;
        db.ChangeTracker.AutoDetectChangesEnabled = false;
        Tell(db);
        db.ChangeTracker.AutoDetectChangesEnabled = detects;
        return ValueTask.FromResult(result);
    }

    public static ActivityRecord DeedOf(string verb, HubUser user, string by, DateTimeOffset at) => new()
    {
        Verb = verb, ActorId = by, ItemId = user.Id, AtUtc = at, Data = new JsonObject { ["user"] = InputOf(user) }.ToJsonString(),
    };

    /// <summary>What a workflow learns of a person.</summary>
    public static JsonObject InputOf(HubUser user) => new() { ["UserId"] = user.Id, ["UserName"] = user.UserName };

    private void Tell(HubDb db)
    {
        var deeds = db.ChangeTracker.Entries<HubUser>().ToList().SelectMany(person => Verbs(person).Select(verb => (Verb: verb, Person: person.Entity))).ToList();
        if (deeds.Count == 0)
        {
            return;
        }

        // A save that is tried again has told of them already.
        var told = db.ChangeTracker.Entries<ActivityRecord>().Where(deed => deed.State is EntityState.Added).Select(deed => (deed.Entity.Verb, deed.Entity.ItemId)).ToHashSet();
        var (by, now) = (http.HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier) ?? Writer.Hub, clock.GetUtcNow());
        db.Activities.AddRange(deeds.Where(deed => !told.Contains((deed.Verb, deed.Person.Id))).Select(deed => DeedOf(deed.Verb, deed.Person, by, now)));
    }

    private static IEnumerable<string> Verbs(EntityEntry<HubUser> person)
    {
        person.DetectChanges();
        return person.State switch
        {
            EntityState.Added => [Created],
            EntityState.Modified when HasChanged(person, nameof(HubUser.IsEnabled)) => [person.Entity.IsEnabled ? Enabled : Disabled, Updated],
            EntityState.Modified when Told.Any(name => HasChanged(person, name)) => [Updated],
            _ => [],
        };
    }

    /// <summary>Identity marks every property as changed, whether it is or not.</summary>
    private static bool HasChanged(EntityEntry<HubUser> person, string property) =>
        person.Property(property) is var it && !Equals(it.OriginalValue, it.CurrentValue);
}
