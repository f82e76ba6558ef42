using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.Audit;

/// <summary><c>GET /admin/audit.csv</c>: the deeds that the page shows under the same filters, all of them, as they are read.</summary>
internal static class AuditEndpoint
{
    public static async Task GetAsync([AsParameters] AuditFilter filter, AuditTrail trail, AuditWords words, CurrentMember me, HttpContext context, CancellationToken ct)
    {
        if (!me.Can(AdministrationPermissions.ViewAuditTrail))
        {
            await (me.IsSignedIn ? Results.NotFound() : Results.Challenge()).ExecuteAsync(context);
            return;
        }

        await using var csv = new CsvDownload(context, "audit.csv");
        await csv.WriteAsync("at_utc", "user_name", "who", "verb", "what", "changes");
        await foreach (var row in trail.Of(filter, before: null).AsAsyncEnumerable().WithCancellation(ct))
        {
            var line = words.Line(row);
            await csv.WriteAsync(row.AtUtc.Machine, row.UserName ?? row.ActorId, line.Who, row.Verb, line.What, string.Join("; ", line.Changes.Select(Text)));
        }
    }

    private static string Text(HubChange change) => $"{change.What}: {change.Before} → {change.After}";
}
