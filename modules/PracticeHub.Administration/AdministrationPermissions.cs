using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration;

public static class AdministrationPermissions
{
    public static readonly Permission ManageFeatures = new("ManageFeatures", "Switch features on and off");
    public static readonly Permission ManageThemes = new("ManageThemes", "Choose the look of the hub");

    public static IReadOnlyList<Permission> All { get; } = [ManageFeatures, ManageThemes];
}
