using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;
using PracticeHub.Taxonomies;

namespace PracticeHub.WorkLogs.Features.Log;

/// <summary>What became of an entry: its id, or the field and the reason why it was not taken.</summary>
public sealed record LogWritten(string? Id, string Field, Refusal? Refusal);

/// <summary>Makes and changes work logs.</summary>
public sealed class LogWriter(
    HubDb db, ContentStore store, CurrentMember me, TopicNames topics, MarkdownRenderer renderer, IStringLocalizer<PracticeHub.WorkLogs.Startup> words)
{
    /// <summary>Publishes a new entry; the same text with the same key answers with the entry that is there.</summary>
    public async Task<LogWritten> PublishAsync(LogComposer log, Writer by, CancellationToken ct)
    {
        // The text is part of the id: whoever comes back to the form and writes something else loses nothing.
        var id = StableId.From($"log:{by.UserId}:{log.Key}:{log.Markdown}");
        if (log.Key is not null && await db.Cards.AnyAsync(c => c.ItemId == id, ct))
        {
            return new(id, "", null);
        }

        var item = store.New("WorkLog", by);
        if (log.Key is not null)
        {
            item.Document["ContentItemId"] = id;
        }

        if (await FillAsync(item, log, ct) is { Refusal: not null } refused)
        {
            return refused;
        }

        var refusal = await store.PublishAsync(item, by, ct);
        if (refusal is not null)
        {
            return new(null, "", refusal);
        }

        await store.SaveOnceAsync(item.Id, ct);
        return new(item.Id, "", null);
    }

    /// <summary>Writes what was typed into the item; null when there is nothing to refuse.</summary>
    public async Task<LogWritten?> FillAsync(ContentItem item, LogComposer log, CancellationToken ct)
    {
        var sharing = SharingPart.Of(log.CommunityId, log.Audience);
        if (sharing.Refuse(me, item.Get<SharingPart>()) is { } foreign)
        {
            return new(null, "", foreign);
        }

        var chosen = await topics.ResolveAsync(log.Topics, me.CuratesSomething, ct);
        if (chosen.Refusal is not null)
        {
            return new(null, nameof(log.Topics), chosen.Refusal);
        }

        // An imported note has a title apart from its text; that one stays.
        var isTitled = item.DisplayText.Length > 0 && item.DisplayText != TitleOf(item.Get<MarkdownBodyPart>().Markdown);
        item.DisplayText = isTitled ? item.DisplayText : TitleOf(log.Markdown);
        item.Put(new TitlePart(item.DisplayText));
        item.Put(new MarkdownBodyPart(log.Markdown));
        item.Put(sharing);
        item.Put(TopicsPart.Of(chosen.TermIds));
        return null;
    }

    private string TitleOf(string markdown) => LogTitle.Of(markdown, renderer, Prompts, words["Work log"]);

    private string[] Prompts => [words["Done"], words["Learned"], words["Stuck"], words["Next"]];
}
