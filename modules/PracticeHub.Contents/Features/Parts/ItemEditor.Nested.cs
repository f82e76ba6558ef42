using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using PracticeHub.Contents.Features.Parts;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Fields;

namespace PracticeHub.Contents.Features.Writing;

/// <summary>The items of a bag, a flow or a menu as the form shows them.</summary>
/// <param name="Key">Begins the names of the inputs that hold their order.</param>
/// <param name="Addable">The types of which one may add an item.</param>
/// <param name="IsMenu">Whether an item may be put below another one.</param>
public sealed record EditedNest(string Key, IReadOnlyList<EditedItem> Items, IReadOnlyList<TypeDefinition> Addable, bool IsMenu)
{
    /// <summary>The zone in which they stand; null for parts without zones.</summary>
    public string? Zone { get; init; }

    /// <summary>Whether nothing stands in it and nothing may.</summary>
    public bool IsClosed => Items.Count == 0 && Addable.Count == 0 && !IsMenu;
}

/// <summary>An item in another one.</summary>
/// <param name="Prefix">Begins the names of its inputs.</param>
/// <param name="Text">What it is called, where it has no part for that; null where it has.</param>
/// <param name="Below">What stands below it in a menu; null elsewhere.</param>
public sealed record EditedItem(string Id, string Type, string TypeName, string Prefix, string? Text, IReadOnlyList<EditedPart> Parts, EditedNest? Below);

/// <summary>Items in items, which may hold items: bounded, each told apart by its id wherever it stands.</summary>
public sealed partial class ItemEditor
{
    private const string MenuList = "MenuItemsListPart";

    /// <summary>Stands between the key of a part and a zone of it; no key holds it.</summary>
    private const char InZone = '/';

    /// <summary>A form on its way into an item.</summary>
    /// <param name="Stored">The nested items that were there before: what no input shows stays in them.</param>
    private sealed record Typed(IFormCollection Form, IReadOnlyDictionary<string, JsonObject> Stored)
    {
        public List<(string Name, FieldFault Fault, string Label)> Faults { get; } = [];
        public HashSet<string> Seen { get; } = [];
    }

    /// <summary>Moves, adds or takes out a nested item, as a button of the form asks.</summary>
    public void Rearrange(ContentItem item, string? asked, IFormCollection form)
    {
        var (verb, about) = asked?.Split(' ', 2) is [var first, var second] ? (first, second) : ("", "");
        if (verb is "add" && form[$"{about}.Add"].ToString() is { Length: > 0 } type && ListAt(item, about) is { } at && at.Addable.Any(t => t.Name == type) && NestedItems.ById(item.Document).Count < NestedItems.Most)
        {
            var added = ContentItem.New(ids.New(), type);
            Begin(added);
            at.List.Add(added.Document);
        }
        else
        {
            NestedItems.Move(item.Document, verb, about);
        }
    }

    /// <summary>What the items of a part stand in: one list, or one for each zone; nothing where none may.</summary>
    private IEnumerable<EditedNest> NestsOf(TypePart part, JsonObject value, string key, int depth)
    {
        if (depth >= NestedItems.MostDeep)
        {
            return [];
        }

        if (part.PartName is NestedItems.Zoned)
        {
            return NestedItems.ZonesOf(part.Settings, value).Select(zone => Nest((value[NestedItems.Widgets] as JsonObject)?[zone] as JsonArray, $"{key}{InZone}{zone}", AddableTo(part), isMenu: false, depth) with { Zone = zone });
        }

        return NestedItems.Lists.TryGetValue(part.PartName, out var list) ? [Nest(value[list] as JsonArray, key, AddableTo(part), part.PartName is MenuList, depth)] : [];
    }

    private EditedNest Nest(JsonArray? list, string key, IReadOnlyList<TypeDefinition> addable, bool isMenu, int depth) =>
        new(key, [.. (list ?? []).OfType<JsonObject>().Where(i => i.ContainsKey("ContentItemId") && i.ContainsKey("ContentType")).Select(inner => Edited(new ContentItem(inner), addable, isMenu, depth + 1))], addable, isMenu);

    private EditedItem Edited(ContentItem inner, IReadOnlyList<TypeDefinition> addable, bool isMenu, int depth)
    {
        var prefix = $"n.{inner.Id}.";
        var below = isMenu && depth < NestedItems.MostDeep ? Nest((inner.Document[MenuList] as JsonObject)?["MenuItems"] as JsonArray, prefix + MenuList, addable, isMenu, depth) : null;
        var type = hub.State.Definitions.Type(inner.Type);
        return new(inner.Id, inner.Type, type?.DisplayName ?? inner.Type, prefix, type?.Has(Title) is true ? null : inner.DisplayText, Edited(inner, prefix, depth), below);
    }

    private async Task ReadNestAsync(TypePart part, JsonObject value, string key, Typed typed, int depth, CancellationToken ct)
    {
        if (depth >= NestedItems.MostDeep)
        {
            return;
        }

        if (part.PartName is NestedItems.Zoned)
        {
            foreach (var zone in NestedItems.ZonesOf(part.Settings, value).Where(zone => typed.Form.ContainsKey($"{key}{InZone}{zone}.Nest")).ToList())
            {
                var items = await ReadItemsAsync($"{key}{InZone}{zone}", AddableTo(part), isMenu: false, typed, depth + 1, ct);
                // A zone that was never used is not named.
                if (items.Count > 0 || (value[NestedItems.Widgets] as JsonObject)?.ContainsKey(zone) is true)
                {
                    MapIn(value, NestedItems.Widgets)[zone] = items;
                }
            }
        }
        else if (NestedItems.Lists.TryGetValue(part.PartName, out var list) && typed.Form.ContainsKey($"{key}.Nest"))
        {
            value[list] = await ReadItemsAsync(key, AddableTo(part), part.PartName is MenuList, typed, depth + 1, ct);
        }
    }

    private static JsonObject MapIn(JsonObject value, string name)
    {
        if (value[name] is not JsonObject map)
        {
            value[name] = map = [];
        }

        return map;
    }

    private static JsonArray ListIn(JsonObject value, string name)
    {
        if (value[name] is not JsonArray list)
        {
            value[name] = list = [];
        }

        return list;
    }

    private async Task<JsonArray> ReadItemsAsync(string key, IReadOnlyList<TypeDefinition> addable, bool isMenu, Typed typed, int depth, CancellationToken ct)
    {
        var items = new JsonArray();
        foreach (var id in typed.Form[$"{key}.Items"].OfType<string>())
        {
            var type = typed.Form[$"n.{id}.Type"].ToString();
            var known = typed.Stored.GetValueOrDefault(id);
            // A new one has the id that the hub has given it, and a type that may stand here; each stands in one place only.
            if (!NestedItems.IsId(id) || (known is null && !addable.Any(t => t.Name == type)) || typed.Seen.Count == NestedItems.Most || !typed.Seen.Add(id))
            {
                continue;
            }

            var inner = known is null ? ContentItem.New(id, type) : new(known.DeepClone().AsObject());
            await ReadInnerAsync(inner, addable, isMenu, typed, depth, ct);
            items.Add(inner.Document);
        }

        return items;
    }

    private async Task ReadInnerAsync(ContentItem inner, IReadOnlyList<TypeDefinition> addable, bool isMenu, Typed typed, int depth, CancellationToken ct)
    {
        var prefix = $"n.{inner.Id}.";
        await ReadAsync(inner, prefix, typed, depth, ct);
        if (typed.Form.TryGetValue(prefix + "Text", out var text))
        {
            inner.DisplayText = text.ToString().Trim();
        }
        else if (inner.Has<TitlePart>())
        {
            inner.DisplayText = inner.Get<TitlePart>().Title.Trim();
        }

        if (isMenu && typed.Form.ContainsKey($"{prefix}{MenuList}.Nest") && depth < NestedItems.MostDeep)
        {
            var below = await ReadItemsAsync(prefix + MenuList, addable, isMenu, typed, depth + 1, ct);
            var list = inner.Document[MenuList] as JsonObject ?? [];
            list["MenuItems"] = below;
            inner.Document[MenuList] = list.Parent is null ? list : list.DeepClone();
        }
    }

    /// <summary>The list that a key of the form means, and what may be added to it.</summary>
    private (JsonArray List, IReadOnlyList<TypeDefinition> Addable)? ListAt(ContentItem item, string key)
    {
        var (whole, zone) = key.Split(InZone, 2) is [var before, var after] ? (before, (string?)after) : (key, null);
        var (owner, name) = whole.Split('.') is ["n", var id, var inner] ? (NestedItems.ById(item.Document).GetValueOrDefault(id), inner) : (item.Document, whole);
        if (owner is null || NestedItems.DepthOf(item.Document, owner) >= NestedItems.MostDeep)
        {
            return null;
        }

        var part = PartsOf(new(owner)).FirstOrDefault(p => p.Key == name);
        if (zone is not null)
        {
            return part?.PartName is NestedItems.Zoned && MapIn(owner, name) is var zoned && NestedItems.ZonesOf(part.Settings, zoned).Contains(zone)
                ? (ListIn(MapIn(zoned, NestedItems.Widgets), zone), AddableTo(part)) : null;
        }

        var partName = part?.PartName ?? (name is MenuList ? MenuList : "");
        return NestedItems.Lists.TryGetValue(partName, out var list)
            ? (ListIn(MapIn(owner, name), list), part is null ? WithStereotype("MenuItem") : AddableTo(part)) : null;
    }

    private IReadOnlyList<TypeDefinition> AddableTo(TypePart part)
    {
        var settings = part.Settings[$"{part.PartName}Settings"] as JsonObject;
        var types = Names(settings, "ContainedContentTypes");
        return part.PartName switch
        {
            MenuList => WithStereotype("MenuItem"),
            NestedItems.Zoned => WithStereotype("Widget"),
            "FlowPart" when types.Count == 0 => WithStereotype("Widget"),
            _ => [.. hub.State.Definitions.Types.Where(t => types.Contains(t.Name) || (t.Stereotype is { } stereotype && Names(settings, "ContainedStereotypes").Contains(stereotype))).OrderBy(t => t.DisplayName, StringComparer.CurrentCulture)],
        };
    }

    private IReadOnlyList<TypeDefinition> WithStereotype(string stereotype) => [.. hub.State.Definitions.Types.Where(t => t.Stereotype == stereotype).OrderBy(t => t.DisplayName, StringComparer.CurrentCulture)];

    private static HashSet<string> Names(JsonObject? settings, string name) => [.. (settings?[name] as JsonArray ?? []).OfType<JsonValue>().Select(value => value.ToString())];

    /// <summary>The fields of the item and of everything that stands in it, whose pickers show more than they hold.</summary>
    private IEnumerable<FieldValue> FieldsIn(ContentItem item, int depth) =>
        PartsOf(item).SelectMany(part => FieldsOf(part, ValueOf(item, part))).Select(f => f.Field)
            .Concat(depth >= NestedItems.MostDeep ? [] : NestedItems.In(item.Document).SelectMany(inner => FieldsIn(new(inner), depth + 1)));
}
