using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Modules;

/// <summary>The settings of the hub that every page needs, under Orchard Core's names.</summary>
public sealed record SiteSettings(string SiteName, string TimeZoneId, string BaseUrl, string Theme)
{
    public const string Section = "Site";
    public const string DefaultTheme = "PracticeHub.Themes.Paper";
    /// <summary>Orchard Core's section that says what is at the hub's own address.</summary>
    public const string HomeSection = "HomeRoute";
    public const string HomeItem = "ContentItemId";
    /// <summary>Orchard Core's section that says which language is spoken where nobody asks for one.</summary>
    public const string LanguageSection = "LocalizationSettings";

    /// <summary>The settings of <see cref="Section"/> that the hub reads; each is a text.</summary>
    public static IReadOnlyList<string> Texts { get; } = [nameof(SiteName), nameof(BaseUrl), nameof(TimeZoneId), nameof(Theme)];

    /// <summary>The sections that the hub itself reads; features have <see cref="SettingSection"/> for theirs.</summary>
    public static IReadOnlyList<string> Sections { get; } = [Section, HomeSection, LanguageSection];

    /// <summary>The language for whoever asks for none that the hub speaks; empty means English.</summary>
    public string DefaultCulture { get; private init; } = "";

    /// <summary>The id of the item that is shown at the hub's own address; null means the front page, Today.</summary>
    public string? HomeItemId { get; private init; }

    public static SiteSettings From(IReadOnlyDictionary<string, JsonObject> settings)
    {
        var site = settings.GetValueOrDefault(Section);
        return new(
            Text(site, nameof(SiteName)) ?? "PracticeHub",
            Text(site, nameof(TimeZoneId)) ?? "UTC",
            Text(site, nameof(BaseUrl)) ?? "",
            Text(site, nameof(Theme)) ?? DefaultTheme)
        {
            DefaultCulture = Text(settings.GetValueOrDefault(LanguageSection), nameof(DefaultCulture)) ?? "",
            HomeItemId = Text(settings.GetValueOrDefault(HomeSection), HomeItem) is { Length: <= Ids.Length } id ? id : null,
        };
    }

    /// <summary>The zone that somebody has chosen; the hub's where they chose none that is known here.</summary>
    public TimeZoneInfo ZoneOf(string? own) => Find(own) ?? Find(TimeZoneId) ?? TimeZoneInfo.Utc;

    /// <summary>What Orchard Core keeps of the home page.</summary>
    public static JsonObject HomeRoute(string itemId) =>
        new() { ["Action"] = "Display", ["Controller"] = "Item", ["Area"] = "OrchardCore.Contents", [HomeItem] = itemId };

    private static TimeZoneInfo? Find(string? id) => !string.IsNullOrEmpty(id) && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : null;

    private static string? Text(JsonObject? section, string name) =>
        section?[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;
}
