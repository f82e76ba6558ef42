using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Security;
using PracticeHub.Media.Features.Pictures;

namespace PracticeHub.Media.Features.Library;

/// <summary>Notes which files an item shows or links to: in its media fields at any depth, and in its texts.</summary>
internal sealed partial class MediaUseProjection(HubDb db, MediaLibrary library, PictureMarks pictures, RecipeContext recipe, CurrentMember me) : IProjection
{
    public string? Type => null;

    /// <summary>A recipe that an operator runs, on the command line or as the site's owner, brings items and files that belong together.</summary>
    private bool IsBrought => recipe.IsRunning && (!me.IsKnown || me.Can(Permission.SiteOwner));

    public async Task ProjectAsync(Projection projection, CancellationToken ct)
    {
        var item = projection.Item;
        var used = PathsIn(item.Document).Select(MediaPath.Normal).OfType<string>().ToHashSet(StringComparer.Ordinal);
        if (projection.IsNew && used.Count == 0)
        {
            return;
        }

        var before = db.Entry(projection.Card).State is EntityState.Added ? [] : await db.MediaUses.Where(u => u.ItemId == item.Id).ToListAsync(ct);
        before.AddRange(db.ChangeTracker.Entries<MediaUse>().Where(e => e.State is EntityState.Added && e.Entity.ItemId == item.Id).Select(e => e.Entity));
        db.RemoveRange(before.Where(u => !used.Contains(u.Path)));
        foreach (var path in used)
        {
            var use = before.Find(u => u.Path == path);
            if (use is null)
            {
                use = new MediaUse { Path = path, ItemId = item.Id };
                db.Add(use);
            }

            use.IsGranted = use.IsGranted || await MayGiveAsync(path, item, ct);
        }
    }

    public async Task CompleteAsync(Projection projection, CancellationToken ct) => projection.Html = await pictures.AddToAsync(projection.Html, ct);

    private async Task<bool> MayGiveAsync(string path, ContentItem item, CancellationToken ct) =>
        IsBrought || (me.IsKnown && await library.FindAsync(path, ct) is not null)
        || await db.MediaFiles.AnyAsync(f => f.Path == path && f.OwnerId == item.Owner, ct);

    private static IEnumerable<string> PathsIn(JsonNode? node) => node switch
    {
        JsonObject field when field["Paths"] is JsonArray paths => paths.OfType<JsonValue>().Select(path => path.ToString()).Concat(field.Where(p => p.Key != "Paths").SelectMany(p => PathsIn(p.Value))),
        JsonObject map => map.SelectMany(p => PathsIn(p.Value)),
        JsonArray list => list.SelectMany(PathsIn),
        JsonValue value when value.TryGetValue(out string? text) && text.Contains("/media/", StringComparison.Ordinal) =>
            Address().Matches(text).Select(match => Uri.UnescapeDataString(match.Groups[1].Value)),
        _ => [],
    };

    [GeneratedRegex("""/media/([^\s"'<>()\[\]?#]+)""", RegexOptions.None, 1000)]
    private static partial Regex Address();
}
