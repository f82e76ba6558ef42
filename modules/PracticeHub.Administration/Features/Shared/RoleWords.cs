using Microsoft.Extensions.Localization;

namespace PracticeHub.Administration.Features.Shared;

/// <summary>The roles of a new hub in the reader's language; in data they keep their names. What people call theirs is shown as it is.</summary>
internal static class RoleWords
{
    private static readonly Dictionary<string, string> Own = new(StringComparer.Ordinal)
    {
        ["Administrator"] = "Runs the hub", ["Learning advisor"] = "Sees where knowledge flows or is stuck, and coaches",
        ["Authenticated"] = "Everyone who is signed in", ["Anonymous"] = "Visitors who are not signed in",
    };

    extension(IStringLocalizer<Startup> words)
    {
        public string RoleName(string? name) => name is not null && Own.ContainsKey(name) ? words[name] : name ?? "";

        /// <summary>What it is for.</summary>
        public string RoleSays(string? name, string description) => name is not null && Own.GetValueOrDefault(name) == description ? words[description] : description;
    }
}
