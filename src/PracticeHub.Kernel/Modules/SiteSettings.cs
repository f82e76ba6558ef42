using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Modules;

/// <summary>The settings of the hub that every page needs, under Orchard Core's names.</summary>
public sealed record SiteSettings(string SiteName, string TimeZoneId, string BaseUrl, string Theme)
{
    public const string Section = "Site";
    public const string DefaultTheme = "PracticeHub.Themes.Paper";

    public static SiteSettings From(IReadOnlyDictionary<string, JsonObject> settings)
    {
        var site = settings.GetValueOrDefault(Section);
        return new(
            Text(site, nameof(SiteName)) ?? "PracticeHub",
            Text(site, nameof(TimeZoneId)) ?? "UTC",
            Text(site, nameof(BaseUrl)) ?? "",
            Text(site, nameof(Theme)) ?? DefaultTheme);
    }

    private static string? Text(JsonObject? section, string name) =>
        section?[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;
}
