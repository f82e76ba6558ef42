using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Security;

/// <summary>A community that the reader belongs to.</summary>
public sealed record MembershipInfo(string CommunityId, string Title, string Path, CommunityRole Role, Openness Openness);

/// <summary>An item that the site's menu leads to, as it is called and found today.</summary>
public sealed record LinkedItem(string Title, string Path);

/// <summary>Who is asking, what they may do and what waits for them; read by one query at the start of a request.</summary>
public sealed class CurrentMember(HubDb db, CurrentHub hub, TimeProvider clock)
{
    private HashSet<string> _permissions = [];
    private List<MembershipInfo> _memberships = [];
    private Dictionary<string, int> _waiting = [];
    private Dictionary<string, LinkedItem> _linked = [];

    /// <summary>Whether it has been found out who is asking.</summary>
    public bool IsKnown { get; private set; }

    public string? Id { get; private set; }
    public bool IsSignedIn => Id is not null;
    public string UserName { get; private set; } = "";
    public string DisplayName { get; private set; } = "";
    public string Culture { get; private set; } = "";
    public TimeZoneInfo TimeZone { get; private set; } = TimeZoneInfo.Utc;
    public IReadOnlyList<MembershipInfo> Memberships => _memberships;
    public IReadOnlyList<string> ReaderKeys { get; private set; } = [];

    /// <summary>An administrator of the whole hub sees what its owner sees.</summary>
    public bool SeesAll => _permissions.Contains(Permission.SiteOwner.Name);

    /// <summary>What waits for this person, counted by reason.</summary>
    public int Waiting(string reason) => _waiting.GetValueOrDefault(reason);

    public bool Can(Permission permission) => permission.IsGrantedBy(_permissions);

    /// <summary>Whether this person holds every one of the permissions; one that nothing here asks for is held by those whose role names it.</summary>
    public bool CanAll(IEnumerable<string> permissions) =>
        permissions.All(name => Can(hub.All<Permission>().FirstOrDefault(p => p.Name == name) ?? new(name, "")));

    /// <summary>An item that the site's menu leads to; null when this person may not see it.</summary>
    public LinkedItem? LinkedItem(string id) => _linked.GetValueOrDefault(id);

    /// <summary>The names of the roles, with that of everybody, or of every visitor.</summary>
    public IReadOnlyCollection<string> Roles { get; private set; } = [];

    public CommunityRole? RoleIn(string? communityId) => _memberships.Find(m => m.CommunityId == communityId)?.Role;

    public bool Leads(string? communityId) => RoleIn(communityId) is CommunityRole.Leader || SeesAll;

    public bool Curates(string? communityId) => RoleIn(communityId) is CommunityRole.Leader or CommunityRole.Curator || SeesAll;

    /// <summary>Leads or curates at least one community, and so tends the topics that all share.</summary>
    public bool CuratesSomething => SeesAll || _memberships.Exists(m => m.Role is CommunityRole.Leader or CommunityRole.Curator);

    /// <summary>The id of a signed-in person; pages that ask for it require sign-in.</summary>
    public string RequiredId => Id ?? throw new InvalidOperationException("This page needs a signed-in member.");

    /// <summary>Becomes the person with this id, or a visitor when the account is gone, disabled or its stamp has changed.</summary>
    public async Task LoadAsync(string? userId, string? securityStamp, CancellationToken ct)
    {
        IsKnown = true;
        var rows = userId is null ? [] : await ReadAsync(userId, ct);
        var user = rows.Find(row => row.Source == 0);
        if (user is null || (securityStamp is not null && user.Text2 != securityStamp))
        {
            BecomeVisitor();
            TakeLinked(rows.Count > 0 || hub.State.Furnishing.LinkedItems.Count == 0 ? rows : await ReadLinkedAsync(ct));
            return;
        }

        (Id, UserName, DisplayName, Culture) = (userId, user.Key, user.Text1 ?? user.Key, user.Text3 ?? "");
        TimeZone = hub.State.Site.ZoneOf(user.Text4);
        _memberships = [.. rows.Where(row => row.Source == 1).OrderBy(row => row.Text1, StringComparer.OrdinalIgnoreCase).Select(AsMembership)];
        _waiting = rows.Where(row => row.Source == 3).ToDictionary(row => row.Key, row => row.Number);
        Roles = [.. rows.Where(row => row.Source == 2).Select(row => row.Key), "Authenticated"];
        _permissions = hub.State.PermissionsOf(Roles);
        ReaderKeys = [.. KeysOf(userId!)];
        TakeLinked(rows);
    }

    private void BecomeVisitor()
    {
        Id = null;
        TimeZone = hub.State.Site.ZoneOf(null);
        Roles = ["Anonymous"];
        _permissions = hub.State.PermissionsOf(Roles);
        ReaderKeys = Can(KernelPermissions.ViewContent) ? [Security.ReaderKeys.Everyone] : [];
    }

    private IEnumerable<string> KeysOf(string userId)
    {
        yield return Security.ReaderKeys.SignedIn;
        yield return Security.ReaderKeys.Owner(userId);
        if (Can(KernelPermissions.ViewContent))
        {
            yield return Security.ReaderKeys.Everyone;
        }

        foreach (var membership in _memberships)
        {
            yield return Security.ReaderKeys.Members(membership.CommunityId);
            if (membership.Role is CommunityRole.Leader)
            {
                yield return Security.ReaderKeys.Leaders(membership.CommunityId);
            }
        }
    }

    private MembershipInfo AsMembership(ReaderRow row)
    {
        var role = Enum.Parse<CommunityRole>(row.Text3!);
        var isOver = row.Until is { } until && until < clock.GetUtcNow().UtcDateTime;
        return new(row.Key, row.Text1!, row.Text2!, isOver ? CommunityRole.Member : role, Enum.Parse<Openness>(row.Text4!));
    }

    private Task<List<ReaderRow>> ReadAsync(string id, CancellationToken ct)
    {
        var rows = RowsOf(id);
        var waits = hub.All<WaitQuery>().Select(q => $"\nUNION ALL\nSELECT 3, '{q.Reason}', NULL, NULL, NULL, NULL, waits.number, NULL FROM ({q.Sql}) AS waits");
        // What features contribute is code; the only value, the id, stays a parameter.
        var (given, items) = (rows.GetArguments(), hub.State.Furnishing.LinkedItems);
        var linked = items.Count > 0 ? "\nUNION ALL\n" + LinkedSql(items.Count, given.Length) : "";
        var sql = string.Concat(waits.Prepend(rows.Format).Append(linked));
        return db.Database.SqlQueryRaw<ReaderRow>(sql, [.. given!, .. items]).ToListAsync(ct);
    }

    private Task<List<ReaderRow>> ReadLinkedAsync(CancellationToken ct)
    {
        var items = hub.State.Furnishing.LinkedItems;
        var sql = LinkedSql(items.Count, 0);
        return db.Database.SqlQueryRaw<ReaderRow>(sql, [.. items]).ToListAsync(ct);
    }

    /// <summary>The items that the site's menu leads to, asked for together with the member, so that no page asks for more.</summary>
    private static string LinkedSql(int items, int first) => $"""
        SELECT 4 AS source, item_id AS key, title AS text1, path AS text2, reader_key AS text3, owner_id AS text4, 0 AS number, CAST(NULL AS timestamp with time zone) AS until
          FROM hub_card WHERE state = 'Published' AND item_id IN ({string.Join(", ", Enumerable.Range(first, items).Select(i => $"{{{i}}}"))})
        """;

    private void TakeLinked(IEnumerable<ReaderRow> rows) => _linked = rows
        .Where(row => row.Source == 4 && (SeesAll || ReaderKeys.Contains(row.Text3!) || (Id is not null && row.Text4 == Id)))
        .ToDictionary(row => row.Key, row => new LinkedItem(row.Text1!, row.Text2!));

    private static FormattableString RowsOf(string id) => $"""
        SELECT 0 AS source, user_name AS key, display_name AS text1, security_stamp AS text2, culture AS text3, time_zone AS text4,
               0 AS number, CAST(NULL AS timestamp with time zone) AS until
          FROM hub_user WHERE id = {id} AND is_enabled
        UNION ALL
        SELECT 1, m.community_id, c.title, c.path, m.role, c.openness, 0, m.role_until_utc
          FROM hub_membership m JOIN hub_community c ON c.id = m.community_id WHERE m.user_id = {id}
        UNION ALL
        SELECT 2, r.name, NULL, NULL, NULL, NULL, 0, NULL
          FROM hub_user_roles ur JOIN hub_role r ON r.id = ur.role_id WHERE ur.user_id = {id}
        UNION ALL
        SELECT 3, reason, NULL, NULL, NULL, NULL, CAST(COUNT(*) AS INTEGER), NULL
          FROM hub_wait WHERE user_id = {id} GROUP BY reason
        """;

    private sealed record ReaderRow(
        int Source, string Key, string? Text1, string? Text2, string? Text3, string? Text4, int Number, DateTime? Until);
}
