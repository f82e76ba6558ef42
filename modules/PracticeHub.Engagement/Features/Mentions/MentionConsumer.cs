using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Engagement.Features.Mentions;

/// <summary>Lets what somebody wrote wait for those whom it names, as far as they may see it.</summary>
public sealed class MentionConsumer(HubDb db, CurrentHub hub, MarkdownRenderer renderer, TimeProvider clock) : IActivityConsumer
{
    /// <summary>Whoever names more people than this names nobody.</summary>
    public const int MostPeople = 50;

    /// <summary>What an import brings from years ago waits for nobody.</summary>
    public static readonly TimeSpan StillNews = TimeSpan.FromDays(30);

    private readonly Dictionary<string, CurrentMember> _readers = [];

    public string Name => "mentions";

    public async Task ConsumeAsync(IReadOnlyList<ActivityRecord> activities, CancellationToken ct)
    {
        foreach (var (deed, text) in await MentionSources.ReadAsync(db, activities, clock.GetUtcNow() - StillNews, ct))
        {
            var names = renderer.MentionsIn(text.Markdown).Except(renderer.MentionsIn(text.Before)).ToList();
            if (names.Count is > 0 and <= MostPeople)
            {
                await LetWaitAsync(deed, text, names, ct);
            }
        }
    }

    private async Task LetWaitAsync(ActivityRecord deed, WrittenText text, List<string> names, CancellationToken ct)
    {
        var people = await db.Users.Where(u => names.Contains(u.UserName!) && u.IsEnabled && u.Id != deed.ActorId).Select(u => u.Id).ToListAsync(ct);
        foreach (var person in people)
        {
            var reader = await ReaderAsync(person, ct);
            var card = await db.Cards.VisibleTo(reader).FirstOrDefaultAsync(c => c.ItemId == deed.ItemId, ct);
            if (card is not null && await db.Set<Wait>().FindAsync([person, Mention.Reason, card.ItemId], ct) is null)
            {
                db.Add(Mention.Of(card, person, text));
            }
        }
    }

    private async Task<CurrentMember> ReaderAsync(string userId, CancellationToken ct)
    {
        if (!_readers.TryGetValue(userId, out var reader))
        {
            reader = new CurrentMember(db, hub, clock);
            await reader.LoadAsync(userId, securityStamp: null, ct);
            _readers.Add(userId, reader);
        }

        return reader;
    }
}

internal static class Mention
{
    public const string Reason = "mention";

    public static Wait Of(Card card, string userId, WrittenText text) => new()
    {
        UserId = userId,
        Reason = Reason,
        ItemId = card.ItemId,
        Title = card.Title,
        Href = text.CommentId is null ? card.Path : $"{card.Path}#comment-{text.CommentId}",
        SinceUtc = text.AtUtc,
    };
}
