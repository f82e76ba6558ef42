namespace PracticeHub.Kernel.Security;

/// <summary>Something a role may be allowed to do.</summary>
/// <param name="Name">Orchard Core's name where it has one; stored in roles and recipes.</param>
/// <param name="Description">English, what holding it allows; the localizer's key.</param>
/// <param name="ImpliedBy">Whoever holds one of these holds this one too.</param>
public sealed record Permission(string Name, string Description, params Permission[] ImpliedBy)
{
    public const string ClaimType = "Permission";

    /// <summary>Grants everything.</summary>
    public static readonly Permission SiteOwner = new("SiteOwner", "Do everything");

    public bool IsGrantedBy(IReadOnlySet<string> held) =>
        held.Contains(Name) || held.Contains(SiteOwner.Name) || ImpliedBy.Any(p => p.IsGrantedBy(held));
}

/// <summary>The permissions that the kernel itself asks for.</summary>
public static class KernelPermissions
{
    public static readonly Permission EditContent = new("EditContent", "Edit everybody's content");
    public static readonly Permission ViewContent = new("ViewContent", "Read what is shared with everyone", EditContent);
    public static readonly Permission PublishOwnContent = new("PublishOwnContent", "Write and publish in their own name", EditContent);
    public static readonly Permission AccessAdminPanel = new("AccessAdminPanel", "See the administration pages");
    public static readonly Permission ManageUsers = new("ManageUsers", "Add, change and disable people");

    public static IReadOnlyList<Permission> All { get; } =
        [Permission.SiteOwner, ViewContent, EditContent, PublishOwnContent, AccessAdminPanel, ManageUsers];
}
