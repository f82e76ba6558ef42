using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Fields;

internal sealed class ContentPickerField : FieldType
{
    public override string Name => nameof(ContentPickerField);

    public override bool IsEmpty(FieldValue field) => field.Texts("ContentItemIds").Count == 0;

    /// <summary>The page names what it points to as each reader may see it, so that only the link is kept.</summary>
    public override void Show(FieldValue field, ItemHtml html) => html.Links.AddRange(field.Texts("ContentItemIds").Select(id => (id, field.Label)));

    public override void Read(FieldValue field, FieldForm form) => field.Put("ContentItemIds", form.Texts("ContentItemIds").Distinct());

    public override IEnumerable<FieldFault> Check(FieldValue field) =>
        field.Texts("ContentItemIds").Count > 1 && !field.Setting("Multiple", false) ? [new("{0} takes only one.")] : base.Check(field);
}

internal sealed class LocalizationSetContentPickerField : FieldType
{
    public override string Name => nameof(LocalizationSetContentPickerField);

    public override bool IsEmpty(FieldValue field) => field.Texts("LocalizationSets").Count == 0;

    public override void Show(FieldValue field, ItemHtml html)
    {
        // Which item of the set a reader sees depends on their language; until content has several, there is none to show.
    }

    public override void Read(FieldValue field, FieldForm form) => field.Put("LocalizationSets", form.Texts("LocalizationSets").Distinct());
}

internal sealed class UserPickerField : FieldType
{
    public override string Name => nameof(UserPickerField);

    public override bool IsEmpty(FieldValue field) => field.Texts("UserIds").Count == 0;

    public override void Show(FieldValue field, ItemHtml html)
    {
        foreach (var name in field.Texts("UserNames"))
        {
            html.Link($"/people/{Uri.EscapeDataString(name)}", name);
        }
    }

    public override void Read(FieldValue field, FieldForm form)
    {
        field.Put("UserIds", form.Texts("UserIds").Distinct());
        field.Put("UserNames", form.Texts("UserNames").Distinct());
    }

    public override IEnumerable<FieldFault> Check(FieldValue field) =>
        field.Texts("UserIds").Count > 1 && !field.Setting("Multiple", false) ? [new("{0} takes only one.")] : base.Check(field);
}

internal sealed class MediaField : FieldType
{
    public const string Anchors = "Anchors";

    public override string Name => nameof(MediaField);

    public override bool IsEmpty(FieldValue field) => field.Texts("Paths").Count == 0;

    public override void Show(FieldValue field, ItemHtml html)
    {
        var texts = field.Texts("MediaTexts");
        foreach (var (index, path) in field.Texts("Paths").Index())
        {
            var text = index < texts.Count ? texts[index] : "";
            if (MediaAddress.IsPicture(path))
            {
                html.Picture(MediaAddress.Of(path), text);
            }
            else
            {
                html.Link(MediaAddress.Of(path), text.Length > 0 ? text : path.Split('/')[^1]);
            }
        }
    }

    public override void Read(FieldValue field, FieldForm form)
    {
        var before = field.Texts("Paths").Zip(AnchorsOf(field)).DistinctBy(file => file.First).ToDictionary(file => file.First, file => file.Second);
        field.Put("Paths", form.Texts("Paths"));
        field.Put("MediaTexts", field.Setting("AllowMediaText", true) ? form.Each("MediaTexts") : []);
        var isAsked = field.Setting("AllowAnchors", false);
        if (isAsked || field.Value.ContainsKey(Anchors))
        {
            // Where nobody is asked they go with their files, whatever order those have now.
            var anchors = isAsked ? form.Each(Anchors).Select(MediaAnchor.Parse) : field.Texts("Paths").Select(path => before.GetValueOrDefault(path));
            field.Value[Anchors] = new JsonArray([.. anchors.Select(anchor => (anchor ?? MediaAnchor.Middle).ToJson())]);
        }
    }

    /// <summary>What of each picture stays in sight when it is cut; null where nobody has said.</summary>
    public static IEnumerable<MediaAnchor?> AnchorsOf(FieldValue field) =>
        (field.Value[Anchors] as JsonArray ?? []).Select(MediaAnchor.Of).Concat(Enumerable.Repeat<MediaAnchor?>(null, int.MaxValue)).Take(field.Texts("Paths").Count);

    public override IEnumerable<FieldFault> Check(FieldValue field)
    {
        var paths = field.Texts("Paths");
        return paths.Count > 1 && !field.Setting("Multiple", true) ? [new("{0} takes only one.")]
            : paths.Any(path => path.Split('/', '\\').Contains("..")) ? [new("{0} names a file outside the media library.")]
            : field.AllowedExtensions is { Count: > 0 } allowed && paths.Any(path => !allowed.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)) ? [new("{0} takes only files of these kinds: {1}.", string.Join(", ", allowed))]
            : base.Check(field);
    }
}

internal sealed class TaxonomyTermsField : FieldType
{
    public override string Name => nameof(Content.TaxonomyField);

    public override bool IsEmpty(FieldValue field) => field.Texts("TermContentItemIds").Count == 0;

    /// <summary>The page shows an item's topics beside it, named as they are called today.</summary>
    public override void Show(FieldValue field, ItemHtml html)
    {
    }

    public override void Read(FieldValue field, FieldForm form)
    {
        field.Value["TaxonomyContentItemId"] ??= field.Setting("TaxonomyContentItemId", "");
        field.Put("TermContentItemIds", form.Texts("TermContentItemIds").Distinct());
    }

    public override IEnumerable<FieldFault> Check(FieldValue field) =>
        field.Texts("TermContentItemIds").Count > 1 && field.Setting("Unique", false) ? [new("{0} takes only one.")] : base.Check(field);
}
