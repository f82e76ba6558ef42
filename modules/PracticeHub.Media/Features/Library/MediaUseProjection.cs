using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Media.Features.Library;

/// <summary>Notes which files an item shows or links to: in its media fields at any depth, and in its texts.</summary>
internal sealed partial class MediaUseProjection(HubDb db) : IProjection
{
    public string? Type => null;

    public async Task ProjectAsync(Projection projection, CancellationToken ct)
    {
        var id = projection.Item.Id;
        var used = PathsIn(projection.Item.Document).Select(MediaLibrary.Normal).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var before = await db.MediaUses.Where(u => u.ItemId == id).ToListAsync(ct);
        before.AddRange(db.ChangeTracker.Entries<MediaUse>().Where(e => e.State is EntityState.Added && e.Entity.ItemId == id).Select(e => e.Entity));
        db.RemoveRange(before.Where(u => !used.Contains(u.Path)));
        db.AddRange(used.Except(before.Select(u => u.Path)).Select(path => new MediaUse { Path = path, ItemId = id }));
    }

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
