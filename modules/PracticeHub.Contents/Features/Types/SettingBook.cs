using Microsoft.Extensions.Localization;
using PracticeHub.Contents.Features.Parts;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Contents.Features.Types;

/// <summary>What parts and kinds of fields are called and are for, in words, and which of their settings have a control. What it does not know is named as it is in data.</summary>
public sealed class SettingBook(CurrentHub hub, IStringLocalizer<Startup> words)
{
    private const string OfPart = "ContentTypePartSettings";
    private const string OfField = "ContentPartFieldSettings";
    private const string OfList = "TextFieldPredefinedListEditorSettings";

    public (string Name, string Says) Part(string part, string? type = null) => part switch
    {
        _ when part == type => (words["Fields of its own"], words["What only this type has."]),
        "TitlePart" => (words["Title"], words["What it is called: on its page, in lists and in search."]),
        "MarkdownBodyPart" => (words["Text"], words["A long text, formatted with Markdown."]),
        "HtmlBodyPart" => (words["Text as HTML"], words["A long text in HTML, as other sites have it. What could do harm is taken out of it."]),
        "AutoroutePart" => (words["Address"], words["An address of its own, made of the title unless somebody types one."]),
        "AliasPart" => (words["Alias"], words["A name by which the hub finds it, as the menu is found by main-menu."]),
        "ListPart" => (words["List"], words["Other items stand in it; each is written by itself and has a page of its own."]),
        "BagPart" => (words["Bag"], words["Items that are written in it and exist only there."]),
        "FlowPart" => (words["Blocks"], words["Its page is built of blocks, one below the other."]),
        "WidgetsListPart" => (words["Blocks in zones"], words["Blocks that stand in zones with names."]),
        "SharingPart" => (words["Readers"], words["Where it stands, and whom it reaches."]),
        "TopicsPart" => (words["Topics"], words["Terms of the tree of topics, by which it is listed and found."]),
        "SeoMetaPart" => (words["Search engines and links to it"], words["What search engines, and those who show a link to it, read of it."]),
        "PublishLaterPart" => (words["Publish later"], words["A time at which it is published by itself."]),
        "ArchiveLaterPart" => (words["Archive later"], words["A time from which readers no longer see it."]),
        "LocalizationPart" => (words["Languages"], words["Which language it is written in, and what says the same in others."]),
        "AuditTrailPart" => (words["Reasons for changes"], words["Takes the note of a version along to Orchard Core. Here every version has one anyway."]),
        "MenuPart" or "MenuItemsListPart" => (words["Entries"], words["The entries of a menu."]),
        "LinkMenuItemPart" => (words["Link"], words["An entry of a menu that leads to an address."]),
        "ContentMenuItemPart" => (words["Link to an item"], words["An entry of a menu that leads to an item."]),
        "HtmlMenuItemPart" => (words["Link with HTML"], words["An entry of a menu whose text is HTML."]),
        "TaxonomyPart" => (words["Tree of terms"], words["It is a tree of terms, which is tended under Topics."]),
        "TopicPart" or "TermPart" => (words["Term"], words["It is a term of a tree."]),
        "CommunityPart" => (words["Community"], words["What a community is for, whom it is for, and its rhythm."]),
        "PracticePart" => (words["Practice"], words["When it applies and when not, what to do, and why."]),
        "ResourcePart" => (words["Resource"], words["Where it is, and why a colleague should open it."]),
        "ProvenancePart" => (words["Where it came from"], words["The items that it was made of, with their authors."]),
        "VerificationPart" => (words["Verification"], words["When it was reviewed last, and after how long again."]),
        "CommonPart" or "PreviewPart" or "LiquidPart" or "SitemapPart" => (part, words["It has no meaning here and is kept for Orchard Core."]),
        _ when hub.State.Definitions.Part(part) is { Fields.Count: > 0 } => (part, words["Fields that several types may share."]),
        _ => (part, words["It belongs to a feature of the hub, or came from another site and is kept as it is."]),
    };

    public (string Name, string Says) Kind(string kind) => kind switch
    {
        "TextField" => (words["Text"], words["A line or several, or one of several choices."]),
        "HtmlField" => (words["Text as HTML"], words["A long text in HTML, as other sites have it. What could do harm is taken out of it."]),
        "MarkdownField" => (words["Text with Markdown"], words["A long text, formatted with Markdown."]),
        "BooleanField" => (words["Yes or no"], words["A box to tick, or a switch."]),
        "NumericField" => (words["Number"], words["A number, within limits if it has some."]),
        "DateField" => (words["Date"], words["A day."]),
        "DateTimeField" => (words["Date and time"], words["A day and an hour, in UTC."]),
        "TimeField" => (words["Time of day"], words["An hour of any day."]),
        "LinkField" => (words["Link"], words["An address, and what it is called."]),
        "MultiTextField" => (words["Several of a list"], words["Any number of the choices that you name."]),
        "ContentPickerField" => (words["Items"], words["Other items of the hub, to which its page leads."]),
        "LocalizationSetContentPickerField" => (words["Items in several languages"], words["It has no meaning here and is kept for Orchard Core."]),
        "UserPickerField" => (words["People"], words["Members of the hub, by their user names."]),
        "MediaField" => (words["Pictures and files"], words["Files of the library, each with what one sees in it."]),
        "TaxonomyField" => (words["Terms"], words["Terms of one of the trees, by which it is listed and found."]),
        "YoutubeField" => (words["Video on YouTube"], words["A link to a film. Nobody is contacted before the reader goes there."]),
        "GeoPointField" => (words["Place on the map"], words["Latitude and longitude."]),
        _ => (kind, words["It belongs to a feature of the hub, or came from another site and is kept as it is."]),
    };

    /// <summary>Where items of a type stand, as Orchard Core's stereotypes say it; nothing for those that stand by themselves.</summary>
    public IReadOnlyList<(string Value, string Label)> Stereotypes => [("", words["By themselves"]), ("Widget", words["As blocks in other items"]), ("MenuItem", words["As entries in menus"])];

    /// <summary>The settings of a part in a type that have a control.</summary>
    public IReadOnlyList<Setting> Of(TypePart part, string type) => part.PartName == type ? [] : [.. OfThe(part)];

    /// <summary>The settings of a field that have a control, with the editor that it has now.</summary>
    /// <param name="trees">The trees of terms: their ids and titles.</param>
    public IReadOnlyList<Setting> Of(PartField field, IReadOnlyList<(string Id, string Title)> trees)
    {
        var own = field.FieldType + "Settings";
        return
        [
            Line(OfField, "DisplayName", words["Label"]),
            Line(own, "Hint", words["Hint"]),
            .. field.FieldType is "BooleanField" ? (Setting[])[] : [Flag(own, "Required", words["It must be filled in"], words["Items that exist stay as they are. It is asked of them when they are saved the next time."])],
            .. Editors(field.FieldType) is { Count: > 1 } editors ? (Setting[])[new(OfField, "Editor", SettingKind.Choice, words["How it is asked for"]) { Choices = editors }] : [],
            .. OfThe(field, own, trees),
        ];
    }

    private IEnumerable<Setting> OfThe(TypePart part)
    {
        var own = part.PartName + "Settings";
        yield return Line(OfPart, "DisplayName", words["Label"], words["What stands above it; empty for its own name."]);
        switch (part.PartName)
        {
            case "AutoroutePart":
                yield return Line(own, "Pattern", words["How the address is made"], words["A template, as {0}. Empty means the title.", "{{ ContentItem.DisplayText | slugify }}"]);
                break;
            case "ListPart":
                yield return Types(own, "ContainedContentTypes", words["What may stand in it"], type => type.IsContent && !hub.HasModuleFor(type.Name));
                yield return Flag(own, "EnableOrdering", words["People put its items in order"], words["Whoever may edit a list may do so; otherwise the newest comes first."]);
                break;
            case "BagPart":
                yield return Types(own, "ContainedContentTypes", words["What may stand in it"], type => !hub.HasModuleFor(type.Name));
                break;
            case NestedItems.Zoned:
                yield return new(own, "Zones", SettingKind.List, words["Its zones"], words["Their names, as Left, Right. In each of them stand the types that stand as blocks in others."]);
                break;
            case "FlowPart":
                yield return Types(own, "ContainedContentTypes", words["What may stand in it"], type => type.Stereotype is "Widget", words["None chosen means every type of block."]);
                break;
        }
    }

    private IEnumerable<Setting> OfThe(PartField field, string own, IReadOnlyList<(string Id, string Title)> trees) => field.FieldType switch
    {
        "TextField" => [.. field.Editor is "PredefinedList" ? OfAList() : [Line(own, "DefaultValue", Beginning)], .. OfAHeading(field)],
        "BooleanField" => [Line(own, "Label", words["Text beside the box"], words["Empty means the label."]), Flag(own, "DefaultValue", words["It is on in a new item"])],
        "NumericField" =>
        [
            Number(own, "Minimum", words["The least"]), Number(own, "Maximum", words["The most"]), Number(own, "Scale", words["Digits after the point"]) with { Otherwise = "0" },
            Number(own, "DefaultValue", Beginning) with { IsText = true }, Line(own, "Placeholder", words["Shown as long as it is empty"]),
        ],
        "LinkField" =>
        [
            new(own, "LinkTextMode", SettingKind.Choice, words["What the link is called"]) { Otherwise = "0", Choices = [("0", words["Whoever writes may say it"]), ("1", words["Whoever writes must say it"]), ("2", words["Always the same, as given below"]), ("3", words["Its address"])] },
            Line(own, "DefaultUrl", words["Address in a new item"]), Line(own, "DefaultText", words["What it is called in a new item"]),
            Line(own, "UrlPlaceholder", words["Shown as long as the address is empty"]), Line(own, "TextPlaceholder", words["Shown as long as it is not called anything"]), Line(own, "HintLinkText", words["Hint to what it is called"]),
            new(own, "DefaultTarget", SettingKind.Choice, words["Where it opens"], words["Kept for Orchard Core; here a link never opens a window by itself."]) { Choices = [("", words["In the same window"]), ("_blank", words["In a new window"])] },
        ],
        "MultiTextField" => [Choices(own)],
        "ContentPickerField" =>
        [
            Several(own, "false"), Flag(own, "DisplayAllContentTypes", words["Items of every type"]),
            Types(own, "DisplayedContentTypes", words["Or only of these types"], type => type.IsContent),
        ],
        "UserPickerField" =>
        [
            Several(own, "false"), Flag(own, "DisplayAllUsers", words["Everybody may be chosen"]) with { Otherwise = "true" },
            new(own, "DisplayedRoles", SettingKind.Many, words["Or only people with these roles"]) { Choices = [.. hub.State.RolePermissions.Keys.Order(StringComparer.CurrentCulture).Select(role => (role, role))] },
        ],
        "MediaField" =>
        [
            Several(own, "true"), Flag(own, "AllowMediaText", words["Whoever writes may say what one sees"], words["Otherwise what the library says of a picture is shown."]) with { Otherwise = "true" },
            Flag(own, "AllowAnchors", words["Whoever writes may say what stays in sight when a picture is cut"]), new(own, "AllowedExtensions", SettingKind.List, words["Only files with these endings"], words["As .jpg, .png; empty means every kind of file that the library takes."]),
        ],
        "TaxonomyField" => [new(own, "TaxonomyContentItemId", SettingKind.Choice, words["Of which tree"]) { Choices = [.. trees.Prepend(("", words["Not said yet"]))] }, Flag(own, "Unique", words["Only one term"]), Flag(own, "LeavesOnly", words["Only terms with none below them"])],
        _ => [],
    };

    private IEnumerable<Setting> OfAList() =>
    [
        Choices(OfList),
        new(OfList, "Editor", SettingKind.Choice, words["How the choices are shown"]) { Otherwise = "0", Choices = [("0", words["All of them at once"]), ("1", words["In a list that opens"])] },
    ];

    private IEnumerable<Setting> OfAHeading(PartField field)
    {
        yield return new(OfField, "DisplayMode", SettingKind.Choice, words["How readers see it"]) { Choices = [("", words["As a text below its label"]), ("Header", words["As a heading without a label"])] };
        if (field.DisplayMode is "Header")
        {
            yield return new("TextFieldHeaderDisplaySettings", "Level", SettingKind.Choice, words["Level of the heading"]) { Otherwise = "h2", Choices = [("h2", "2"), ("h3", "3"), ("h4", "4"), ("h5", "5"), ("h6", "6")] };
        }
    }

    private IReadOnlyList<(string Value, string Label)> Editors(string kind) => kind switch
    {
        "TextField" =>
        [
            ("", words["One line"]), ("TextArea", words["Several lines"]), ("PredefinedList", words["One of several choices"]),
            ("Email", words["Mail address"]), ("Url", words["Web address"]), ("Tel", words["Telephone number"]), ("Color", words["Colour"]),
        ],
        "BooleanField" => [("", words["Box to tick"]), ("Switch", words["Switch"])],
        "NumericField" => [("", words["Typed"]), ("Spinner", words["Typed, or up and down by arrows"]), ("Slider", words["Slider, if it must be filled in and has limits"]), ("Select", words["List of all numbers, if it has limits"])],
        "MultiTextField" => [("", words["Boxes to tick"]), ("Picker", words["List in which one marks"])],
        _ => [],
    };

    private string Beginning => words["What a new item begins with"];

    private static Setting Line(string section, string name, string label, string hint = "") => new(section, name, SettingKind.Line, label, hint);

    private static Setting Number(string section, string name, string label) => new(section, name, SettingKind.Number, label);

    private static Setting Flag(string section, string name, string label, string hint = "") => new(section, name, SettingKind.Flag, label, hint);

    private Setting Several(string section, string otherwise) => Flag(section, "Multiple", words["Several are allowed"]) with { Otherwise = otherwise };

    private Setting Choices(string section) => new(section, "Options", SettingKind.Options, words["Choices, one on each line"],
        words["A value of its own stands after a bar, and a star before what a new item begins with: * Brand new | new. What you take away stays in items until they are saved the next time."]);

    private Setting Types(string section, string name, string label, Func<TypeDefinition, bool> isFit, string hint = "") => new(section, name, SettingKind.Many, label, hint)
    {
        Choices = [.. hub.State.Definitions.Types.Where(isFit).OrderBy(type => type.DisplayName, StringComparer.CurrentCulture).Select(type => (type.Name, type.DisplayName))],
    };
}
