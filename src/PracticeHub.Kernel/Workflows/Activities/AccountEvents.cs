using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Workflows;

/// <summary>Something becomes of somebody's account; the instance is about that person.</summary>
internal abstract class AccountEvent(HubDb db, string verb) : EventActivity
{
    public override IReadOnlyList<string> Verbs { get; } = [verb];

    /// <summary>Whoever tries it is the person.</summary>
    public override async Task<JsonObject?> PretendAsync(PretendedMoment moment, CancellationToken ct) => new()
    {
        ["CorrelationId"] = moment.ActorId, ["User"] = AccountDeeds.InputOf(await db.Users.SingleAsync(u => u.Id == moment.ActorId, ct)),
    };
}

internal sealed class UserCreatedEvent(HubDb db) : AccountEvent(db, AccountDeeds.Created);

internal sealed class UserUpdatedEvent(HubDb db) : AccountEvent(db, AccountDeeds.Updated);

internal sealed class UserEnabledEvent(HubDb db) : AccountEvent(db, AccountDeeds.Enabled);

internal sealed class UserDisabledEvent(HubDb db) : AccountEvent(db, AccountDeeds.Disabled);

/// <summary>Kept in the log only while a workflow that is on has this activity: when somebody comes to work is nobody else's business.</summary>
internal sealed class UserLoggedInEvent(HubDb db) : AccountEvent(db, AccountDeeds.SignedIn);

/// <summary>Tells workflows that somebody has come in.</summary>
public static class SignInDeeds
{
    extension(WorkflowTypes types)
    {
        /// <returns>Whether one wants to know: then save, and call <see cref="Activity.ActivityPump.Wake"/>.</returns>
        public async Task<bool> TellOfSignInAsync(HubDb db, HubUser user, DateTimeOffset at, CancellationToken ct)
        {
            var isWanted = (await types.EnabledAsync(db, ct)).Any(type => type.Activities.Any(a => a.Name == nameof(UserLoggedInEvent)));
            if (isWanted)
            {
                db.Add(AccountDeeds.DeedOf(AccountDeeds.SignedIn, user, user.Id, at));
            }

            return isWanted;
        }
    }
}
