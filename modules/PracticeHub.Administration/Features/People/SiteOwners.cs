using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.People;

/// <summary>Those who may do everything. The hub never loses the last of them.</summary>
public sealed class SiteOwners(HubDb db)
{
    private static readonly Refusal NobodyLeft = new("last-owner", "Then nobody could run the hub any more. Give somebody else a role that may do everything first.");

    /// <summary>Carries out what may take the hub from somebody, one after the other, and saves it; takes it back if nobody were left.</summary>
    public async Task<Refusal?> InTurnAsync(Func<Task<Refusal?>> deed, CancellationToken ct)
    {
        try
        {
            return await db.InTransactionAsync<Refusal?>(async () =>
            {
                // Takes the rows' locks, so that of two last owners only one can go.
                await db.Database.ExecuteSqlAsync($"UPDATE hub_role SET name = name WHERE id IN (SELECT role_id FROM hub_role_claims WHERE claim_value = {Permission.SiteOwner.Name})", ct);
                if (await deed() is { } refusal)
                {
                    return refusal;
                }

                await db.SaveChangesAsync(ct);
                return await AnyAsync(ct) ? null : throw new NobodyLeftException();
            }, ct);
        }
        catch (NobodyLeftException)
        {
            return NobodyLeft;
        }
    }

    private Task<bool> AnyAsync(CancellationToken ct) => db.Users.AnyAsync(user => user.IsEnabled && db.UserRoles.Any(held => held.UserId == user.Id
        && db.RoleClaims.Any(claim => claim.RoleId == held.RoleId && claim.ClaimType == Permission.ClaimType && claim.ClaimValue == Permission.SiteOwner.Name)), ct);

    /// <summary>Ends the transaction, so that what was done is taken back.</summary>
    private sealed class NobodyLeftException : Exception;
}
