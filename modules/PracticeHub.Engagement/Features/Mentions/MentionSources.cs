using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Engagement.Features.Comments;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Engagement.Features.Mentions;

/// <summary>What was written, and what stood there before: only names that are new call somebody.</summary>
internal sealed record WrittenText(string Markdown, string Before, DateTimeOffset AtUtc, string? CommentId);

/// <summary>Finds the texts that a batch of activities is about.</summary>
internal static class MentionSources
{
    private const string Published = "content.published";
    private const string Commented = "comment.added";

    /// <param name="since">What was written before calls nobody.</param>
    public static async Task<List<(ActivityRecord Deed, WrittenText Text)>> ReadAsync(
        HubDb db, IReadOnlyList<ActivityRecord> activities, DateTimeOffset since, CancellationToken ct)
    {
        var deeds = activities.Where(a => a.Verb is Published or Commented && a.ItemId is not null && a.AtUtc >= since)
            .Select(a => (Deed: a, Id: IdIn(a))).Where(a => a.Id is not null).ToList();
        var ids = deeds.Select(d => d.Id!).ToList();
        var comments = await db.Comments.Where(c => ids.Contains(c.Id) && c.RemovedUtc == null && EF.Functions.Like(c.Markdown, "%@%")).AsNoTracking().ToDictionaryAsync(c => c.Id, ct);
        var versions = await db.Versions.Where(v => ids.Contains(v.VersionId)).AsNoTracking().ToDictionaryAsync(v => v.VersionId, ct);
        var texts = new List<(ActivityRecord, WrittenText)>();
        foreach (var (deed, id) in deeds)
        {
            if (comments.TryGetValue(id!, out var comment))
            {
                texts.Add((deed, new(comment.Markdown, "", comment.AtUtc, comment.Id)));
            }
            else if (versions.TryGetValue(id!, out var version) && ContentItem.Parse(version.Document) is var item && MarkdownOf(item).Contains('@'))
            {
                texts.Add((deed, await OfVersionAsync(db, deed, item, ct)));
            }
        }

        return texts.FindAll(t => t.Item2.AtUtc >= since);
    }

    private static async Task<WrittenText> OfVersionAsync(HubDb db, ActivityRecord deed, ContentItem item, CancellationToken ct)
    {
        var earlier = await db.Activities.Where(a => a.ItemId == deed.ItemId && a.Verb == Published && a.Id < deed.Id)
            .OrderByDescending(a => a.Id).AsNoTracking().FirstOrDefaultAsync(ct);
        var before = earlier is not null && IdIn(earlier) is { } id
            ? await db.Versions.Where(v => v.VersionId == id).Select(v => v.Document).FirstOrDefaultAsync(ct) : null;
        var at = before is null ? item.PublishedUtc : item.ModifiedUtc;
        return new(MarkdownOf(item), before is null ? "" : MarkdownOf(ContentItem.Parse(before)), at ?? deed.AtUtc, null);
    }

    private static string MarkdownOf(ContentItem item) => item.Get<MarkdownBodyPart>().Markdown;

    private static string? IdIn(ActivityRecord deed)
    {
        var name = deed.Verb == Commented ? "commentId" : "versionId";
        return deed.Data is { } data && JsonNode.Parse(data)?[name] is JsonValue value && value.TryGetValue(out string? id) ? id : null;
    }
}
