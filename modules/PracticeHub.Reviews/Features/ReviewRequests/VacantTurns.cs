using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Reviews.Features.ReviewRequests;

/// <summary>Nobody waits for somebody who left: the turns of those who lead no longer, are away or were disabled go on at once.</summary>
internal sealed class VacantTurns(HubDb db, Turns turns, TimeProvider clock) : IActivityConsumer
{
    public string Name => "review-turns";

    public async Task ConsumeAsync(IReadOnlyList<ActivityRecord> activities, CancellationToken ct)
    {
        var people = activities.Select(PersonOf).OfType<string>().ToHashSet();
        if (people.Count == 0)
        {
            return;
        }

        foreach (var id in await db.ReviewTurns.Where(t => t.EndedUtc == null && people.Contains(t.UserId)).Select(t => t.RequestId).Distinct().Order().ToListAsync(ct))
        {
            if (await db.HoldReviewAsync(id, ct) is { State: ReviewState.Open } request)
            {
                await turns.RotateAsync(request, clock.GetUtcNow(), ct);
            }
        }
    }

    private static string? PersonOf(ActivityRecord deed)
    {
        if (deed.Verb is "user.updated")
        {
            return deed.ItemId;
        }

        if (deed.Verb is not ("membership.left" or "membership.role-changed"))
        {
            return null;
        }

        using var data = JsonDocument.Parse(deed.Data!);
        return data.RootElement.GetProperty("userId").GetString();
    }
}
