using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Reviews.Features.Record;

/// <summary><c>GET /reviews/record.csv</c> and <c>.json</c>: the lines that the page shows, all of them, as they are read.</summary>
internal static class RecordEndpoints
{
    private static readonly string[] Columns =
        ["id", "at_utc", "deed", "by", "by_id", "to", "to_id", "item_id", "title", "version", "version_id", "request_id", "round", "criteria_met", "note", "next_step", "successor"];

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/reviews/record.csv", CsvAsync);
        endpoints.MapGet("/reviews/record.json", JsonAsync);
    }

    private static async Task CsvAsync(string? item, RecordReader record, CurrentMember me, HttpContext context, CancellationToken ct)
    {
        if (!me.IsSignedIn)
        {
            await Results.Challenge().ExecuteAsync(context);
            return;
        }

        await using var csv = new CsvDownload(context, "record.csv");
        await csv.WriteAsync(Columns);
        await foreach (var row in record.Of(item, null).AsAsyncEnumerable().WithCancellation(ct))
        {
            await csv.WriteAsync(
                Text(row.Id), row.AtUtc.Machine, row.Deed, row.Name ?? "", row.UserId, row.To ?? "", row.ToUserId ?? "", row.ItemId, row.Title, row.Version?.ToString(CultureInfo.InvariantCulture) ?? "",
                row.VersionId ?? "", row.RequestId ?? "", Text(row.Round), row.CriteriaMet, row.Note, row.NextStep, row.SuccessorHref ?? "");
        }
    }

    private static async Task JsonAsync(string? item, RecordReader record, CurrentMember me, HttpContext context, CancellationToken ct)
    {
        if (!me.IsSignedIn)
        {
            await Results.Challenge().ExecuteAsync(context);
            return;
        }

        context.Response.Announce("application/json; charset=utf-8", "record.json");
        await using var json = new Utf8JsonWriter(context.Response.Body);
        json.WriteStartArray();
        await foreach (var row in record.Of(item, null).AsAsyncEnumerable().WithCancellation(ct))
        {
            Write(json, row);
            await json.FlushAsync(ct);
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, RecordRow row)
    {
        json.WriteStartObject();
        json.WriteNumber("id", row.Id);
        json.WriteString("atUtc", row.AtUtc.Machine);
        json.WriteString("deed", row.Deed);
        json.WriteString("by", row.Name);
        json.WriteString("byId", row.UserId);
        json.WriteString("to", row.To);
        json.WriteString("toId", row.ToUserId);
        json.WriteString("itemId", row.ItemId);
        json.WriteString("title", row.Title);
        json.WritePropertyName("version");
        json.WriteRawValue(row.Version is { } version ? Text(version) : "null");
        json.WriteString("versionId", row.VersionId);
        json.WriteString("requestId", row.RequestId);
        json.WriteNumber("round", row.Round);
        json.WriteString("criteriaMet", row.CriteriaMet);
        json.WriteString("note", row.Note);
        json.WriteString("nextStep", row.NextStep);
        json.WriteString("successor", row.SuccessorHref);
        json.WriteEndObject();
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
