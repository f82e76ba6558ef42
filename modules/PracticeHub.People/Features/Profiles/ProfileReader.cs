using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.People.Features.Profiles;

/// <summary>Reads all but the list on a person's page, by one query; what the reader may not see does not count.</summary>
public sealed class ProfileReader(HubDb db, CurrentMember me)
{
    public async Task<Profile?> OfAsync(string userName, CancellationToken ct)
    {
        var sql = ProfileSql.Text(me, userName, out var arguments);
        var rows = (await db.Database.SqlQueryRaw<ProfileRow>(sql, arguments).ToListAsync(ct)).ToLookup(row => row.Source);
        return rows[ProfileSql.Person].FirstOrDefault() is not { } person ? null
            : new(person.Key, userName, person.Text1!, person.Text2!, person.Text3!, person.Text4!, person.Text5!)
            {
                Claimed = [.. rows[ProfileSql.Claim].OrderBy(r => r.Text1, StringComparer.CurrentCulture).Select(AsTopic)],
                Offers = [.. rows[ProfileSql.Offer].Select(r => Enum.Parse<OfferedRole>(r.Key)).Order()],
                Shown = [.. rows[ProfileSql.Proof].OrderByDescending(r => r.Number).ThenBy(r => r.Text1, StringComparer.CurrentCulture).Select(AsTopic)],
                Communities = [.. rows[ProfileSql.Place].OrderBy(r => r.Text1, StringComparer.CurrentCulture)
                    .Select(r => new SharedCommunity(r.Text1!, r.Text2!, Enum.Parse<CommunityRole>(r.Text3!)))],
            };
    }

    private static KnownTopic AsTopic(ProfileRow row) => new(row.Key, row.Text1!, row.Number);
}

/// <summary>A row of the one query behind a person's page; what its columns hold depends on the source.</summary>
public sealed record ProfileRow(int Source, string Key, string? Text1, string? Text2, string? Text3, string? Text4, string? Text5, long Number);
