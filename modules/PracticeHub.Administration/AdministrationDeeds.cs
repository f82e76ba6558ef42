using PracticeHub.Kernel.Activity;

namespace PracticeHub.Administration;

/// <summary>What is done in these pages and on the command line, as the audit trail says it.</summary>
internal static class AdministrationDeeds
{
    public static IReadOnlyList<HubDeed> All { get; } =
    [
        New("account.added", "People", "Added the person {0}"),
        New("account.changed", "People", "Changed the account of {0}"),
        New("account.password", "People", "Set a new password for {0}"),
        New("role.created", "Roles", "Made the role {0}"),
        New("role.changed", "Roles", "Changed the role {0}"),
        New("role.deleted", "Roles", "Deleted the role {0}"),
        New("feature.enabled", "Features", "Switched {0} on"),
        New("feature.disabled", "Features", "Switched {0} off"),
        New("theme.chosen", "Themes", "Chose the theme {0}"),
        New("settings.changed", "Settings", "Changed the settings of {0}"),
        New("site.furnished", "Menus and blocks", "Changed what stands on every page: {0}"),
        New("recipe.run", "Recipes", "Ran the recipe {0}"),
        New("recipe.tried", "Recipes", "Tried the recipe {0}; nothing was changed"),
        New("import.run", "Recipes", "Imported {0}"),
        New("export.made", "Exports", "Took the hub along: {0}"),
        New("index.rebuilt", "Upkeep", "Made lists and search anew: {0}"),
    ];

    private static HubDeed New(string verb, string group, string sentence) => new(verb, group, sentence, typeof(Startup));
}
