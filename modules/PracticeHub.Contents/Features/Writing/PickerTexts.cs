using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Contents.Features.Writing;

/// <summary>What people read and type where a field holds ids: addresses of items, user names, titles of terms, each on a line or after a comma.</summary>
public sealed partial class PickerTexts(HubDb db, TermNames terms, CurrentMember me, CurrentHub hub)
{
    private const int MostPicked = 50;
    private readonly Dictionary<string, string> _typed = [];
    private Dictionary<string, string> _shown = [];

    /// <summary>Reads, by one query, what stands for the ids that the fields hold.</summary>
    public async Task LoadAsync(IEnumerable<FieldValue> fields, CancellationToken ct)
    {
        var all = fields.ToList();
        var items = all.SelectMany(field => field.Texts("ContentItemIds")).ToList();
        var termIds = all.SelectMany(field => field.Texts("TermContentItemIds")).ToList();
        if (items.Count + termIds.Count > 0)
        {
            var shown = await db.Cards.VisibleTo(me).Where(c => items.Contains(c.ItemId)).Select(c => new { Id = c.ItemId, Text = c.Path, c.Title })
                .Concat(terms.Written(db.Terms.Where(t => termIds.Contains(t.Id))).Select(t => new { t.Id, Text = t.HasNamesake && t.Parent != null ? t.Parent + " › " + t.Title : t.Title, Title = "" })).ToListAsync(ct);
            _shown = shown.DistinctBy(row => row.Id).ToDictionary(row => row.Id, row => row.Title.Length > 0 ? $"[{row.Title.ReplaceLineEndings(" ")}](/{row.Text})" : row.Text);
        }
    }

    /// <summary>What was typed into the input of that name, or else the text for the ids that the field holds; empty for all other fields.</summary>
    public string Write(FieldValue field, string name)
    {
        if (_typed.TryGetValue(name, out var typed))
        {
            return typed;
        }

        switch (field.Field.FieldType)
        {
            case "ContentPickerField":
                return string.Join('\n', field.Texts("ContentItemIds").Select(id => _shown.TryGetValue(id, out var link) ? link : id));
            case "UserPickerField":
                return string.Join(", ", field.Texts("UserNames"));
            case "TaxonomyField":
                return string.Join(", ", field.Texts("TermContentItemIds").Select(id => _shown.GetValueOrDefault(id, id)));
            case "MediaField":
                return MediaLine.Write(field);
            default:
                return "";
        }
    }

    /// <summary>The form as the field reads it: what was typed for a picker, as the ids that it means. What means nothing is a fault.</summary>
    internal async Task<FieldForm> ReadAsync(FieldValue field, FieldForm form, List<(string, FieldFault, string)> faults, string name, CancellationToken ct)
    {
        var typed = form.Text("Shown");
        _typed[name] = typed;
        var parts = field.Field.FieldType switch { "ContentPickerField" => BetweenItems().Split(typed), "UserPickerField" => BetweenPeople().Split(typed), "MediaField" => typed.Split('\n'), _ => typed.Split([',', '\n']) };
        var pieces = parts.Select(piece => piece.Trim()).Where(piece => piece.Length > 0).Distinct().Take(MostPicked).ToList();
        switch (field.Field.FieldType)
        {
            case "ContentPickerField":
                return Form("ContentItemIds", await ItemsAsync(field, pieces, faults, name, ct));
            case "UserPickerField":
                var people = await PeopleAsync(field, pieces, faults, name, ct);
                return new(input => input switch { "UserIds" => [.. people.Select(p => p.Id)], "UserNames" => [.. people.Select(p => p.UserName!)], _ => [] });
            case "TaxonomyField":
                return Form("TermContentItemIds", await TermsAsync(field, pieces, faults, name, ct));
            case "MediaField":
                var files = await FilesAsync(field, pieces, faults, name, ct);
                return new(input => input switch { "Paths" => [.. files.Select(f => f.Path)], "MediaTexts" => [.. files.Select(f => f.Text)], "Anchors" => [.. files.Select(f => f.Anchor)], _ => [] });
            default:
                return form;
        }
    }

    private async Task<List<string>> ItemsAsync(FieldValue field, List<string> pieces, List<(string, FieldFault, string)> faults, string name, CancellationToken ct)
    {
        var paths = pieces.ConvertAll(PathOf);
        var kept = field.Texts("ContentItemIds");
        var found = await db.Cards.VisibleTo(me).Where(c => paths.Contains(c.Path) || paths.Contains(c.ItemId)).Select(c => new { c.ItemId, c.Path, c.Kind }).ToListAsync(ct);
        var types = field.Setting("DisplayAllContentTypes", false) ? [] : field.SettingTexts("DisplayedContentTypes");
        var ids = new List<string>();
        foreach (var path in paths)
        {
            // An id that was there before stays, though this reader may not see what it points to.
            var card = found.Find(c => c.Path == path || c.ItemId == path);
            var id = card?.ItemId ?? (kept.Contains(path) ? path : null);
            if (card is not null && types.Count > 0 && !types.Contains(card.Kind) && !kept.Contains(card.ItemId))
            {
                faults.Add((name, new("{0}: the item at {1} is of a type that does not stand here.", path), field.Label));
            }
            else if (id is not null)
            {
                ids.Add(id);
            }
            else
            {
                faults.Add((name, new("{0}: there is no item at {1}.", path), field.Label));
            }
        }

        return ids;
    }

    /// <summary>What was chosen before stays as it was. What is new must be there for the writer, and a picture say what one sees.</summary>
    private async Task<List<MediaLine>> FilesAsync(FieldValue field, List<string> pieces, List<(string, FieldFault, string)> faults, string name, CancellationToken ct)
    {
        var (files, kept) = (pieces.ConvertAll(piece => MediaLine.Read(piece, field)), field.Texts("Paths"));
        faults.AddRange(files.Select(file => file.FaultOf(field)).OfType<FieldFault>().Select(fault => (name, fault, field.Label)));
        if (hub.Services<IMediaFinder>().FirstOrDefault() is not { } library || files.TrueForAll(f => kept.Contains(f.Path)))
        {
            return files;
        }

        var texts = await library.TextsOfAsync([.. files.Select(f => f.Path)], ct);
        return files.ConvertAll(file =>
        {
            var (path, text) = (file.Path, file.Text.Length > 0 ? file.Text : texts.GetValueOrDefault(file.Path, ""));
            if (!kept.Contains(path) && !texts.ContainsKey(path))
            {
                faults.Add((name, new("{0}: there is no file at {1}.", path), field.Label));
            }
            else if (!kept.Contains(path) && text.Length == 0 && MediaAddress.IsPicture(path))
            {
                faults.Add((name, new(MediaLine.HasText(field) ? "{0}: say behind a bar what one sees in {1}." : "{0}: say in the library first what one sees in {1}.", path), field.Label));
            }

            return file with { Text = kept.Contains(path) ? file.Text : text };
        });
    }

    private async Task<List<HubUser>> PeopleAsync(FieldValue field, List<string> pieces, List<(string, FieldFault, string)> faults, string name, CancellationToken ct)
    {
        var names = pieces.ConvertAll(piece => piece.TrimStart('@').ToUpperInvariant());
        var people = await db.Users.Where(u => names.Contains(u.NormalizedUserName!)).AsNoTracking().ToListAsync(ct);
        people.Sort((one, other) => names.IndexOf(one.NormalizedUserName!).CompareTo(names.IndexOf(other.NormalizedUserName!)));
        faults.AddRange(pieces.Where(piece => !people.Exists(u => string.Equals(u.NormalizedUserName, piece.TrimStart('@'), StringComparison.OrdinalIgnoreCase)))
            .Select(piece => (name, new FieldFault("{0}: nobody has the user name {1}.", piece), field.Label)));
        var kept = field.Texts("UserIds");
        if (field.RolesToChooseFrom is { Count: > 0 } roles && people.ConvertAll(u => u.Id).Except(kept).ToList() is { Count: > 0 } added)
        {
            var fitting = await db.UserRoles.Where(r => added.Contains(r.UserId)).Join(db.Roles.Where(r => roles.Contains(r.Name!)), r => r.RoleId, r => r.Id, (r, _) => r.UserId).ToListAsync(ct);
            faults.AddRange(people.Where(u => added.Contains(u.Id) && !fitting.Contains(u.Id)).Select(u => (name, new FieldFault("{0}: {1} has none of the roles that stand here.", u.UserName!), field.Label)));
        }

        return people;
    }

    private async Task<List<string>> TermsAsync(FieldValue field, List<string> pieces, List<(string, FieldFault, string)> faults, string name, CancellationToken ct)
    {
        var taxonomy = field.Setting("TaxonomyContentItemId", field.Text("TaxonomyContentItemId"));
        var kept = field.Texts("TermContentItemIds");
        var ids = new List<string>();
        foreach (var (written, matches) in await terms.FindAsync(taxonomy, string.Join(", ", pieces), ct))
        {
            if (matches.Count == 1)
            {
                ids.Add(matches[0].TermId);
            }
            else if (kept.Contains(written))
            {
                // A term that is not here, from where the item came.
                ids.Add(written);
            }
            else
            {
                faults.Add((name, matches.Count == 0 ? new("{0}: there is no term named {1}.", written) : new("{0}: several terms are named {1}. Write {2}.", written, TermText.Choices(matches)), field.Label));
            }
        }

        if (field.Setting("LeavesOnly", false) && ids.Except(kept).ToList() is { Count: > 0 } added)
        {
            var all = db.Terms;
            var branches = await all.Where(t => added.Contains(t.Id) && all.Any(below => below.TaxonomyId == t.TaxonomyId && below.ParentId == t.Id)).Select(t => t.Title).ToListAsync(ct);
            faults.AddRange(branches.Select(title => (name, new FieldFault("{0}: there are terms below {1}. Choose one of those.", title), field.Label)));
        }

        return [.. ids.Distinct()];
    }

    /// <summary>The path in an address, or the id where that is the path; of a link in Markdown the one in its address.</summary>
    private static string PathOf(string piece)
    {
        var path = AddressIn(piece.LastIndexOf("](", StringComparison.Ordinal) is >= 0 and var at && piece[^1] is ')' ? piece[(at + 2)..^1] : piece);
        return path.Split('/') is [ContentKinds.DefinedPrefix, { Length: Ids.Length } id] ? id : path;
    }

    private static string AddressIn(string piece) =>
        Uri.UnescapeDataString(Uri.TryCreate(piece, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" ? address.AbsolutePath : piece).Replace("\0", "", StringComparison.Ordinal).Trim('/');

    /// <summary>Names that were chosen while typing stand side by side, each with its @.</summary>
    [GeneratedRegex(@"[,\n]|\s+(?=@)", RegexOptions.None, 1000)]
    private static partial Regex BetweenPeople();

    /// <summary>Links that were chosen so stand side by side as well.</summary>
    [GeneratedRegex(@"\n|(?<=\]\([^()\s]*\))\s+(?=\[)", RegexOptions.None, 1000)]
    private static partial Regex BetweenItems();

    private static FieldForm Form(string name, IReadOnlyList<string> values) => new(input => input == name ? values : []);
}
