using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.People.Features.Profiles;

/// <summary>What a person claims to know and offers to others; replaced as a whole.</summary>
public sealed class Knowledge(HubDb db)
{
    public async Task ReplaceAsync(string userId, IEnumerable<string> termIds, IEnumerable<OfferedRole> offers, CancellationToken ct)
    {
        var (topics, roles) = (termIds.ToHashSet(), offers.ToHashSet());
        var knownTopics = await db.PersonTopics.Where(t => t.UserId == userId).ToListAsync(ct);
        var knownOffers = await db.PersonOffers.Where(o => o.UserId == userId).ToListAsync(ct);
        db.RemoveRange(knownTopics.Where(t => !topics.Contains(t.TermId)));
        db.RemoveRange(knownOffers.Where(o => !roles.Contains(o.Role)));
        db.AddRange(topics.Except(knownTopics.Select(t => t.TermId)).Select(id => new PersonTopic(userId, id)));
        db.AddRange(roles.Except(knownOffers.Select(o => o.Role)).Select(role => new PersonOffer(userId, role)));
    }
}
