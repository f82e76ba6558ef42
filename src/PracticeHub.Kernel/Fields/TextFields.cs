using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace PracticeHub.Kernel.Fields;

internal sealed partial class TextField : FieldType
{
    public override string Name => nameof(TextField);

    public override bool IsEmpty(FieldValue field) => field.Text("Text").Trim().Length == 0;

    public override void Show(FieldValue field, ItemHtml html)
    {
        var text = field.Text("Text");
        if (field.Field.DisplayMode is "Header")
        {
            html.Heading(text, LevelOf(field));
        }
        else if (field.Field.Editor is "Url" or "Email")
        {
            html.Link(field.Field.Editor is "Email" ? "mailto:" + text : text, text);
        }
        else
        {
            html.Lines(OptionName(field, text) ?? text);
        }
    }

    public override void Read(FieldValue field, FieldForm form) => field.Value["Text"] = form.Text("Text").Trim();

    public override void Begin(FieldValue field)
    {
        var isListed = field.Field.Editor is "PredefinedList";
        if ((isListed ? field.ListSettings?["DefaultValue"]?.ToString() : field.Setting("DefaultValue", "")) is { Length: > 0 } text)
        {
            field.Value["Text"] = text;
        }
    }

    public override IEnumerable<FieldFault> Check(FieldValue field)
    {
        var text = field.Text("Text");
        if (text.Length > 0 && field.Field.Editor is "Email" && !Mail().IsMatch(text))
        {
            return [new("{0} is not a mail address.")];
        }

        if (text.Length > 0 && field.Field.Editor is "Url" && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"))
        {
            return [new("{0} is not an address that begins with https:// or http://.")];
        }

        return text.Length > 0 && field.Options.ToList() is { Count: > 0 } options && !options.Exists(o => o.Value == text)
            ? [new("{0} is none of the choices.")] : base.Check(field);
    }

    /// <summary>Orchard Core names the element, as h3.</summary>
    private static int LevelOf(FieldValue field) => (field.Field.Settings["TextFieldHeaderDisplaySettings"] as JsonObject)?["Level"]?.ToString() is ['h' or 'H', >= '2' and <= '6' and var level] ? level - '0' : 2;

    private static string? OptionName(FieldValue field, string text) => field.Options.Where(o => o.Value == text).Select(o => o.Name).FirstOrDefault();

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+$", RegexOptions.None, 1000)]
    private static partial Regex Mail();
}

internal sealed class HtmlField : FieldType
{
    public override string Name => nameof(HtmlField);

    public override bool IsEmpty(FieldValue field) => field.Text("Html").Trim().Length == 0;

    public override void Show(FieldValue field, ItemHtml html) => html.Html(field.Text("Html"));

    /// <summary>Stored as it will be shown: what somebody typed here never needs the sanitizer's mercy again.</summary>
    public override void Read(FieldValue field, FieldForm form) => field.Value["Html"] = Text.HtmlSanitizer.Sanitize(form.Text("Html")).Value;
}

internal sealed class MarkdownField : FieldType
{
    public override string Name => nameof(MarkdownField);

    public override bool IsEmpty(FieldValue field) => field.Text("Markdown").Trim().Length == 0;

    public override void Show(FieldValue field, ItemHtml html) => html.Markdown(field.Text("Markdown"));

    public override void Read(FieldValue field, FieldForm form) => field.Value["Markdown"] = form.Text("Markdown");
}

internal sealed class MultiTextField : FieldType
{
    public override string Name => nameof(MultiTextField);

    public override bool IsEmpty(FieldValue field) => field.Texts("Values").Count == 0;

    public override void Show(FieldValue field, ItemHtml html)
    {
        var names = field.Options.GroupBy(o => o.Value).ToDictionary(g => g.Key, g => g.First().Name);
        html.List(field.Texts("Values").Select(value => names.GetValueOrDefault(value, value)));
    }

    public override void Read(FieldValue field, FieldForm form) => field.Put("Values", form.Texts("Values").Distinct());

    public override void Begin(FieldValue field)
    {
        if (FieldOptions.Chosen(field.Settings).ToList() is { Count: > 0 } chosen)
        {
            field.Put("Values", chosen);
        }
    }

    public override IEnumerable<FieldFault> Check(FieldValue field) =>
        field.Texts("Values").Except(field.Options.Select(o => o.Value)).Any() ? [new("{0} is none of the choices.")] : base.Check(field);
}

internal sealed class LinkField : FieldType
{
    private const string Required = "Required", Static = "Static", Url = "Url";

    public override string Name => nameof(LinkField);

    /// <summary>Who says what the link is called: whoever writes, its definition, or its address.</summary>
    private static string TextMode(FieldValue field) => field.Choice("LinkTextMode", "Optional", Required, Static, Url);

    public override bool IsEmpty(FieldValue field) => field.Text("Url").Trim().Length == 0;

    public override void Show(FieldValue field, ItemHtml html) => html.Link(SiteAddress.Of(field.Text("Url")), field.Text("Text"));

    public override void Read(FieldValue field, FieldForm form)
    {
        var address = form.Text("Url").Trim();
        field.Value["Url"] = address;
        field.Value["Text"] = TextMode(field) switch { Static => field.Setting("DefaultText", ""), Url => address, _ => form.Text("Text").Trim() };
    }

    public override void Begin(FieldValue field)
    {
        foreach (var name in new[] { "Url", "Text", "Target" })
        {
            if (field.Setting("Default" + name, "") is { Length: > 0 } given)
            {
                field.Value[name] = given;
            }
        }
    }

    public override IEnumerable<FieldFault> Check(FieldValue field) => field.Text("Url") is not { Length: > 0 } address ? base.Check(field)
        : Text.SafeUrl.OfLink(SiteAddress.Of(address)) is null ? [new("{0} is not an address that can be opened safely.")]
        : TextMode(field) is Required && field.Text("Text").Trim().Length == 0 ? [new("{0}: say what the link is called.")] : [];
}

internal sealed class YoutubeField : FieldType
{
    public override string Name => nameof(YoutubeField);

    public override bool IsEmpty(FieldValue field) => field.Text("RawAddress").Length == 0 && field.Text("EmbeddedAddress").Length == 0;

    /// <summary>A link, so that nobody is contacted before the reader goes there.</summary>
    public override void Show(FieldValue field, ItemHtml html) =>
        html.Link(field.Text("RawAddress") is { Length: > 0 } address ? address : field.Text("EmbeddedAddress"), $"YouTube: {field.Label}");

    public override void Read(FieldValue field, FieldForm form)
    {
        var address = form.Text("RawAddress").Trim();
        field.Value["RawAddress"] = address;
        field.Value["EmbeddedAddress"] = VideoOf(address) is { } video ? $"https://www.youtube.com/embed/{video}" : "";
    }

    public override IEnumerable<FieldFault> Check(FieldValue field) =>
        !IsEmpty(field) && VideoOf(field.Text("RawAddress")) is null ? [new("{0} is not the address of a video on YouTube.")] : base.Check(field);

    internal static string? VideoOf(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
        {
            return null;
        }

        var path = uri.AbsolutePath.Trim('/').Split('/');
        var video = uri.Host.ToLowerInvariant() switch
        {
            "youtu.be" => path[0],
            "youtube.com" or "www.youtube.com" or "m.youtube.com" when path is ["watch"] => Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(uri.Query)["v"].ToString(),
            "youtube.com" or "www.youtube.com" or "www.youtube-nocookie.com" when path is ["embed" or "shorts" or "live", var id] => id,
            _ => "",
        };
        return video.Length is > 0 and < 40 && video.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_') ? video : null;
    }
}

/// <summary>Orchard Core's lists of choices.</summary>
internal static class FieldOptions
{
    public static IEnumerable<(string Name, string Value)> In(JsonObject? settings) => (settings?["Options"] as JsonArray ?? []).OfType<JsonObject>()
        .Select(option => (Name: option["name"]?.ToString() ?? "", Value: option["value"]?.ToString() ?? "")).DistinctBy(option => option.Value);

    /// <summary>The values that a new item begins with.</summary>
    public static IEnumerable<string> Chosen(JsonObject? settings) => (settings?["Options"] as JsonArray ?? []).OfType<JsonObject>()
        .Where(option => option["default"] is JsonValue value && value.TryGetValue(out bool isChosen) && isChosen).Select(option => option["value"]?.ToString() ?? "").Distinct();
}

/// <summary>Addresses within the site, which Orchard Core writes with a tilde.</summary>
internal static class SiteAddress
{
    public static string Of(string address) => address.StartsWith("~/", StringComparison.Ordinal) ? address[1..] : address;
}
