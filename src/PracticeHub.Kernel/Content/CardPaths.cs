using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Expressions;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Kernel.Content;

/// <summary>Gives every item its address: its own path where its type has one, otherwise its kind and id.</summary>
public sealed class CardPaths(HubDb db, CurrentHub hub, PagePaths pages)
{
    private const int MostTries = 1000;
    private const int MostCharacters = 1000;

    /// <summary>The addresses that were given in this scope and are not saved yet: whose they are, and what was wished for.</summary>
    private readonly Dictionary<string, (ContentItem Item, string Wished)> _given = new(StringComparer.Ordinal);

    /// <summary>An address that nothing else has; writes it into the item's Autoroute part where its type has one.</summary>
    public async Task<string> FreeAsync(ContentItem item, CancellationToken ct)
    {
        var prefix = hub.All<ContentKind>().FirstOrDefault(k => k.Type == item.Type)?.PathPrefix ?? ContentKinds.DefinedPrefix;
        if (!IsRouted(item))
        {
            return $"{prefix}/{item.Id}";
        }

        // Orchard Core's pattern where a type has none: the slug by itself.
        var otherwise = hub.HasModuleFor(item.Type) ? $"{prefix}/{Slug.From(item.DisplayText)}" : Slug.From(item.DisplayText);
        var wished = Clean(item.Get<AutoroutePart>().Path) ?? Clean(await FromPatternAsync(item, ct)) ?? Clean(otherwise) ?? $"{prefix}/{item.Id}";
        var free = await FirstFreeAsync(wished, item, ct);
        item.Put(new AutoroutePart(free));
        return free;
    }

    /// <summary>The address of an item that has one: where its newest version wants to be, or else where it is, which is written into it.</summary>
    public async Task<string> KeepAsync(ContentItem item, string path, CancellationToken ct)
    {
        if (hub.HasModuleFor(item.Type) || !IsRouted(item) || item.Get<AutoroutePart>().Path == path)
        {
            return path;
        }

        if (Clean(item.Get<AutoroutePart>().Path) is not null)
        {
            return await FreeAsync(item, ct);
        }

        item.Put(new AutoroutePart(path));
        return path;
    }

    /// <summary>Whether it has an address of its own: its type says so, or, as Orchard Core's own types need no definition, the item does.</summary>
    private bool IsRouted(ContentItem item) => hub.State.Definitions.Type(item.Type)?.Has(AutoroutePart.Name) is true
        || (!hub.HasModuleFor(item.Type) && Clean(item.Get<AutoroutePart>().Path) is not null);

    /// <summary>What the pattern of the type makes of the item; null when there is none, or it is more than the hub understands.</summary>
    private async Task<string?> FromPatternAsync(ContentItem item, CancellationToken ct)
    {
        var part = hub.State.Definitions.Type(item.Type)?.Parts.FirstOrDefault(p => p.PartName == AutoroutePart.Name);
        if ((part?.Settings["AutoroutePartSettings"] as JsonObject)?["Pattern"]?.ToString() is not { Length: > 0 } pattern || hub.HasModuleFor(item.Type))
        {
            return null;
        }

        var container = await ContainerAsync(item, ct);
        var scope = new Scope()
            .Variable("ContentItem", item.Document)
            .Variable("Model", new JsonObject { ["ContentItem"] = item.Document.DeepClone() })
            .Filter("display_text", (input, _) => (input as JsonObject)?["DisplayText"]?.DeepClone())
            .Filter("container", (_, _) => container?.DeepClone())
            .Filter("slugify", text => text.Length == 0 ? "" : Slug.From(text));
        try
        {
            return LiquidTemplate.Render(pattern, scope);
        }
        catch (ExpressionException)
        {
            return null;
        }
    }

    private async Task<JsonObject?> ContainerAsync(ContentItem item, CancellationToken ct)
    {
        if (item.Get<ContainedPart>().ListContentItemId is not { Length: > 0 } id || await db.Cards.FindAsync([id], ct) is not { } list)
        {
            return null;
        }

        return new() { ["ContentItemId"] = list.ItemId, ["DisplayText"] = list.Title, ["AutoroutePart"] = new JsonObject { ["Path"] = list.Path } };
    }

    /// <summary>Without what would lead elsewhere, or nowhere.</summary>
    private static string? Clean(string? path)
    {
        var segments = (path ?? "").Split('/', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(segment => string.Concat(segment.Where(c => !char.IsControl(c) && !":?#[]@!$&'()*+,;=<>\\|%".Contains(c, StringComparison.Ordinal))))
            .Where(segment => segment.Trim('.').Length > 0);
        var clean = string.Join('/', segments);
        return clean.Length is > 0 and <= MostCharacters ? clean : null;
    }

    private async Task<string> FirstFreeAsync(string wished, ContentItem item, CancellationToken ct)
    {
        for (var i = 1; i < MostTries; i++)
        {
            var path = i == 1 ? wished : $"{wished}-{i}";
            var isTaken = (pages.Has(path) && !hub.HasModuleFor(item.Type))
                || (_given.TryGetValue(path, out var other) && other.Item.Id != item.Id)
                || await db.Cards.AnyAsync(c => c.Path == path && c.ItemId != item.Id, ct);
            if (!isTaken)
            {
                Give(path, item, wished);
                return path;
            }
        }

        return $"{wished}-{item.Id}";
    }

    private void Give(string path, ContentItem item, string wished)
    {
        _given[path] = (item, wished);
        db.IfTaken(GiveOthersAsync);
        db.ThenOnce(ForgetAsync);
    }

    /// <summary>Those at whose address somebody else has saved something meanwhile get the next free one, in all that the save is about to write.</summary>
    private async Task<bool> GiveOthersAsync(CancellationToken ct)
    {
        var paths = _given.Keys.ToList();
        var taken = await db.Cards.Where(c => paths.Contains(c.Path)).Select(c => new { c.Path, c.ItemId }).ToListAsync(ct);
        taken.RemoveAll(card => card.ItemId == _given[card.Path].Item.Id);
        foreach (var path in taken.ConvertAll(card => card.Path))
        {
            var (item, wished) = _given[path];
            _given.Remove(path);
            Move(item, path, await FirstFreeAsync(wished, item, ct));
        }

        return taken.Count > 0;
    }

    private void Move(ContentItem item, string from, string to)
    {
        item.Put(new AutoroutePart(to));
        db.Cards.Local.FindEntry(item.Id)?.Property(c => c.Path).CurrentValue = to;
        db.Communities.Local.FindEntry(item.Id)?.Property(c => c.Path).CurrentValue = to;
        foreach (var document in db.ChangeTracker.Entries<ContentVersion>().Where(v => v.State is EntityState.Added && v.Entity.ItemId == item.Id).Select(v => v.Property(x => x.Document)))
        {
            var version = ContentItem.Parse(document.CurrentValue);
            if (version.Get<AutoroutePart>().Path == from)
            {
                version.Put(new AutoroutePart(to));
                document.CurrentValue = version.ToJson();
            }
        }
    }

    private Task ForgetAsync(CancellationToken ct)
    {
        _given.Clear();
        return Task.CompletedTask;
    }
}
