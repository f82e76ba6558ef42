using PracticeHub.Kernel.Security;

namespace PracticeHub.Media;

/// <summary>Named as Orchard Core names them.</summary>
public static class MediaPermissions
{
    public static readonly Permission ManageMediaContent = new("ManageMediaContent", "Look after everybody's files", KernelPermissions.EditContent);
    public static readonly Permission ManageOwnMediaContent = new("ManageOwnMediaContent", "Upload files, and look after those", ManageMediaContent, KernelPermissions.PublishOwnContent);

    public static IReadOnlyList<Permission> All { get; } = [ManageMediaContent, ManageOwnMediaContent];
}
