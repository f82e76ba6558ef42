using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Activity;
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

        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = "attachment; filename=audit.csv";
        context.Response.Headers.CacheControl = "no-store";
        await using var csv = new StreamWriter(context.Response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        await csv.WriteAsync(Row("at_utc", "user_name", "who", "verb", "what", "changes"));
        await foreach (var row in trail.Of(filter, before: null).AsAsyncEnumerable().WithCancellation(ct))
        {
            var line = words.Line(row);
            await csv.WriteAsync(Row(row.AtUtc.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), row.UserName ?? row.ActorId, line.Who, row.Verb, line.What, string.Join("; ", line.Changes.Select(Text))));
        }
    }

    private static string Text(HubChange change) => $"{change.What}: {change.Before} → {change.After}";

    private static string Row(params IEnumerable<string> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    /// <summary>A cell that a spreadsheet would take for a formula is made a text.</summary>
    private static string Cell(string text) => $"\"{(text.Length > 0 && "=+-@\t\r".Contains(text[0], StringComparison.Ordinal) ? "'" : "")}{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
