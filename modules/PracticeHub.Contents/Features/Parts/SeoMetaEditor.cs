using System.Text.Json.Nodes;
using PracticeHub.Kernel.Content;

namespace PracticeHub.Contents.Features.Parts;

/// <summary>What search engines, and those who show a link to the item, read of it.</summary>
public sealed class SeoMetaEditor : PartEditor
{
    private const int Longest = 1000;

    public override string Part => "SeoMetaPart";

    /// <summary>The texts of the part, and what each is called; English, the localizer's keys.</summary>
    public static IReadOnlyList<(string Name, string Label)> Texts { get; } =
    [
        ("PageTitle", "Title of the page"), ("MetaDescription", "Description"), ("MetaKeywords", "Keywords"), ("Canonical", "Canonical address"), ("MetaRobots", "What robots may do"),
        ("OpenGraphTitle", "Open Graph: title"), ("OpenGraphDescription", "Open Graph: description"), ("OpenGraphType", "Open Graph: type"),
        ("TwitterTitle", "Twitter: title"), ("TwitterDescription", "Twitter: description"), ("TwitterCard", "Twitter: card"), ("TwitterCreator", "Twitter: creator"), ("TwitterSite", "Twitter: site"),
    ];

    /// <summary>Its pictures, each a field of its own in the part.</summary>
    public static IReadOnlyList<(string Name, string Label)> Pictures { get; } =
        [("DefaultSocialImage", "Picture for whoever shows a link"), ("OpenGraphImage", "Open Graph: picture"), ("TwitterImage", "Twitter: picture")];

    public static string PictureOf(JsonObject value, string name) => ((value[name] as JsonObject)?["Paths"] as JsonArray)?.FirstOrDefault()?.ToString() ?? "";

    public override Task ReadAsync(ContentItem item, JsonObject value, PartForm form, CancellationToken ct)
    {
        foreach (var (name, label) in Texts)
        {
            form.Put(value, name);
            if (form.Text(name).Length > Longest)
            {
                form.Refuse(name, label, "{0} is too long: at most {1} characters.", Longest);
            }
        }

        if (form.Text("Canonical") is { Length: > 0 } address && !IsAddress(address))
        {
            form.Refuse("Canonical", "Canonical address", "{0} is not an address that begins with https:// or http://.");
        }

        foreach (var (name, label) in Pictures.Where(picture => form.Has(picture.Name)))
        {
            TakePicture(value, form, name, label);
        }

        return Task.CompletedTask;
    }

    private static void TakePicture(JsonObject value, PartForm form, string name, string label)
    {
        var path = form.Text(name);
        if (path == PictureOf(value, name))
        {
            return;
        }

        value[name] = new JsonObject { ["Paths"] = path.Length == 0 ? [] : new JsonArray(path), ["MediaTexts"] = path.Length == 0 ? [] : new JsonArray("") };
        if (path.Split('/', '\\').Contains(".."))
        {
            form.Refuse(name, label, "{0} names a file outside the media library.");
        }
    }

    private static bool IsAddress(string typed) =>
        (typed.StartsWith('/') && !typed.StartsWith("//", StringComparison.Ordinal) && !typed.Contains('\\', StringComparison.Ordinal))
        || (Uri.TryCreate(typed, UriKind.Absolute, out var address) && address.Scheme is "http" or "https");
}
