using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration;

public static class AdministrationPermissions
{
    public static readonly Permission ManageFeatures = new("ManageFeatures", "Switch features on and off");
    public static readonly Permission ManageThemes = new("ManageThemes", "Choose the look of the hub");

    public static readonly Permission ViewAuditTrail = new("ViewAuditTrail", "See everything that administrators have done");

    public static readonly Permission ManageSettings = new("ManageSettings", "Change the name, address, time zone, language and home page of the hub");

    public static IReadOnlyList<Permission> All { get; } = [ManageFeatures, ManageThemes, ManageSettings, ViewAuditTrail];
}
