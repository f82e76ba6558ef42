using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Administration.Features.People;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.Roles;

/// <summary>What was typed for a role.</summary>
/// <param name="Stamp">Which state of the role the form began with.</param>
public sealed record RoleInput(string? Name, string? Description, IReadOnlyList<string> Permissions, string? Stamp);

/// <summary>Makes, changes and deletes roles, each in one transaction with its line in the audit trail.</summary>
public sealed class RoleBook(HubDb db, SiteOwners owners, CurrentHub hub, CurrentMember me, ILookupNormalizer normalizer, Ids ids, TimeProvider clock)
{
    public const int LongestName = 60;

    /// <summary>The hub counts on them by name.</summary>
    private static readonly string[] Own = ["Administrator", "Authenticated", "Anonymous"];

    /// <summary>Nobody is given these: whoever signs in has the one, and whoever comes by has the other.</summary>
    private static readonly string[] OfEverybody = ["Authenticated", "Anonymous"];

    public static bool IsOwn(string? name) => Own.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static bool IsOfEverybody(string? name) => OfEverybody.Contains(name, StringComparer.OrdinalIgnoreCase);

    public Task<List<string>> PermissionsOfAsync(string roleId, CancellationToken ct) =>
        ClaimsOf(roleId).Select(claim => claim.ClaimValue!).Order().ToListAsync(ct);

    /// <param name="like">The id of the role whose permissions it begins with; null for none.</param>
    /// <returns>The id of the new role, or why there is none.</returns>
    public async Task<(string? Id, Refusal? Refusal)> AddAsync(string? name, string? description, string? like, CancellationToken ct)
    {
        if (await RefuseNameAsync(name, null, ct) is { } refusal)
        {
            return (null, refusal);
        }

        var role = new HubRole { Id = ids.New(), Description = description?.Trim() ?? "" };
        Call(role, name!);
        db.Roles.Add(role);
        var model = await db.Roles.AsNoTracking().SingleOrDefaultAsync(r => r.Id == like, ct);
        var permissions = model is null ? [] : await PermissionsOfAsync(model.Id, ct);
        Give(role, permissions);
        Record("role.created", role.Name!, new("Copied from", null, model?.Name), new("Permissions given", null, Listed(permissions)));
        await db.SaveChangesAsync(ct);
        return (role.Id, null);
    }

    public Task<Refusal?> SaveAsync(HubRole role, RoleInput input, CancellationToken ct) => owners.InTurnAsync(async () =>
    {
        if (input.Stamp != role.ConcurrencyStamp)
        {
            return ContentStore.Stale;
        }

        var name = (IsOwn(role.Name) ? role.Name : input.Name) ?? "";
        if (await RefuseNameAsync(name, role.Id, ct) is { } refusal)
        {
            return refusal;
        }

        var before = await PermissionsOfAsync(role.Id, ct);
        // What nobody knows is kept where it is, and not brought in by a forged form.
        var known = hub.Catalog.Contributions<Permission>().Select(c => ((Permission)c.Value!).Name).Concat(before).ToHashSet(StringComparer.Ordinal);
        var after = input.Permissions.Where(known.Contains).Distinct().Order(StringComparer.Ordinal).ToList();
        if (IsOfEverybody(role.Name) && after.Contains(Permission.SiteOwner.Name))
        {
            return new("owner-everybody", "Everybody would run the hub. Give this permission to a role that only some people have.");
        }

        var (given, taken) = (after.Except(before).ToList(), before.Except(after).ToList());
        Record("role.changed", role.Name!,
            new("Name", role.Name, name.Trim()), new("Description", role.Description, input.Description?.Trim() ?? ""),
            new("Permissions given", null, Listed(given)), new("Permissions taken", Listed(taken), null));
        Call(role, name);
        (role.Description, role.ConcurrencyStamp) = (input.Description?.Trim() ?? "", Guid.NewGuid().ToString());
        db.RoleClaims.RemoveRange(await ClaimsOf(role.Id).Where(claim => taken.Contains(claim.ClaimValue!)).ToListAsync(ct));
        Give(role, given);
        return null;
    }, ct);

    /// <summary>Deletes a role. Whoever had it no longer has what it allowed.</summary>
    public Task<Refusal?> DeleteAsync(HubRole role, CancellationToken ct) => owners.InTurnAsync(async () =>
    {
        if (IsOwn(role.Name))
        {
            return new("own-role", "The hub cannot do without this role.");
        }

        var people = await db.UserRoles.CountAsync(held => held.RoleId == role.Id, ct);
        Record("role.deleted", role.Name!, new("People who had it", $"{people}", null), new("Permissions taken", Listed(await PermissionsOfAsync(role.Id, ct)), null));
        db.Roles.Remove(role);
        return null;
    }, ct);

    private IQueryable<IdentityRoleClaim<string>> ClaimsOf(string roleId) => db.RoleClaims.Where(claim => claim.RoleId == roleId && claim.ClaimType == Permission.ClaimType);

    private async Task<Refusal?> RefuseNameAsync(string? name, string? exceptId, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(name) || name.Trim().Length > LongestName || name.Any(char.IsControl))
        {
            return new("role-name", "Type a name of at most {0} characters.", LongestName);
        }

        var normalized = normalizer.NormalizeName(name.Trim());
        return await db.Roles.AnyAsync(role => role.NormalizedName == normalized && role.Id != exceptId, ct) ? new("role-taken", "There is a role with this name already.") : null;
    }

    private void Call(HubRole role, string name) => (role.Name, role.NormalizedName) = (name.Trim(), normalizer.NormalizeName(name.Trim()));

    private void Give(HubRole role, IEnumerable<string> permissions) => db.RoleClaims.AddRange(permissions.Select(permission => new IdentityRoleClaim<string>
    {
        RoleId = role.Id, ClaimType = Permission.ClaimType, ClaimValue = permission,
    }));

    private void Record(string verb, string name, params IEnumerable<HubChange> changes) => db.RecordForHub(verb, me.RequiredId, clock.GetUtcNow(), name, changes);

    private static string? Listed(IReadOnlyCollection<string> permissions) => permissions.Count == 0 ? null : string.Join(", ", permissions);
}
