using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Communities;

/// <summary>The rules of a community that reviews and verification ask for.</summary>
/// <param name="Criteria">What leaders check, one line each.</param>
public sealed record CommunityRules(
    string CommunityId, string Title, IReadOnlyList<string> Criteria, int ApprovalsNeeded, int ReviewDays, int VerifyDays);

/// <summary>A community in which the reader may post; for select boxes.</summary>
public sealed record CommunityChoice(string Id, string Title, Openness Openness);

public static class CommunityFacts
{
    extension(HubDb db)
    {
        /// <summary>Null where there is no such community, or it is not published.</summary>
        public async Task<CommunityRules?> RulesOfAsync(string communityId, CancellationToken ct)
        {
            var document = await db.Set<ContentHead>().Where(h => h.ItemId == communityId)
                .Join(db.Versions, head => head.PublishedVersionId, version => version.VersionId, (_, version) => version.Document)
                .FirstOrDefaultAsync(ct);
            return document is null ? null : AsRules(ContentItem.Parse(document));
        }
    }

    extension(CurrentMember me)
    {
        /// <summary>The communities in which this person may post, by title; asks nothing of the database.</summary>
        public IReadOnlyList<CommunityChoice> CommunityChoices =>
            [.. me.Memberships.Select(m => new CommunityChoice(m.CommunityId, m.Title, m.Openness))];
    }

    private static CommunityRules AsRules(ContentItem item)
    {
        var part = item.Get<CommunityPart>();
        return new(item.Id, item.DisplayText, part.Criteria, part.ApprovalsNeeded, part.ReviewDays, part.VerifyDays);
    }
}
