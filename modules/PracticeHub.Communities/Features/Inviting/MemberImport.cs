using Microsoft.EntityFrameworkCore;
using PracticeHub.Communities.Features.Members;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Inviting;

/// <summary>One line of the file and what became of it; the reason is null where the person was taken.</summary>
public sealed record ImportedLine(long Line, string Who, string? Reason);

public sealed record ImportReport(IReadOnlyList<ImportedLine> Lines)
{
    public IEnumerable<ImportedLine> Taken => Lines.Where(line => line.Reason is null);

    public IEnumerable<ImportedLine> Skipped => Lines.Where(line => line.Reason is not null);
}

/// <summary>Takes members from CSV: user name or e-mail, and a role if there is a second column. All of it, or nothing.</summary>
public sealed class MemberImport(HubDb db, MembershipBook book)
{
    public async Task<(Refusal? Refusal, ImportReport Report)> RunAsync(string communityId, Stream csv, string by, CancellationToken ct)
    {
        var (broken, lines) = await MemberFile.ReadAsync(csv, ct);
        if (broken is not null)
        {
            return (broken, new([]));
        }

        var report = new List<ImportedLine>();
        var refusal = await book.InTurnAsync(communityId, async () =>
        {
            var people = await PeopleAsync(lines, ct);
            var members = await db.Memberships.In(communityId).Select(m => m.UserId).ToHashSetAsync(ct);
            foreach (var line in lines)
            {
                report.Add(new(line.Number, line.Who, await TakeAsync(communityId, line, people, members, by, ct)));
            }

            return null;
        }, ct);
        return (refusal, new(report));
    }

    private async Task<string?> TakeAsync(
        string communityId, MemberLine line, IReadOnlyDictionary<string, string> people, HashSet<string> members, string by, CancellationToken ct)
    {
        if (!people.TryGetValue(line.Who.ToUpperInvariant(), out var userId))
        {
            return "Nobody has this user name or address.";
        }

        var role = CommunityRole.Member;
        if (line.Role.Length > 0 && !(Enum.TryParse(line.Role, ignoreCase: true, out role) && Enum.IsDefined(role) && !char.IsDigit(line.Role[0])))
        {
            return "There is no such role: member, curator, leader or coach.";
        }

        if (!members.Add(userId))
        {
            return "Is a member already.";
        }

        await book.EnrolAsync(communityId, userId, role, by, ct);
        return null;
    }

    /// <summary>By user name and by address, in capitals.</summary>
    private async Task<Dictionary<string, string>> PeopleAsync(List<MemberLine> lines, CancellationToken ct)
    {
        var sought = lines.Select(line => line.Who.ToUpperInvariant()).Distinct().ToList();
        var found = await db.Users.Where(u => u.IsEnabled && (sought.Contains(u.NormalizedUserName!) || sought.Contains(u.NormalizedEmail!)))
            .Select(u => new { u.Id, u.NormalizedUserName, u.NormalizedEmail }).ToListAsync(ct);
        // An address that two accounts share names nobody.
        var people = found.Where(u => u.NormalizedEmail is not null).GroupBy(u => u.NormalizedEmail!).Where(g => g.Count() == 1)
            .ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        found.ForEach(u => people[u.NormalizedUserName!] = u.Id);
        return people;
    }
}
