using System.Net.Mime;
using Microsoft.AspNetCore.Http;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes.Exports;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Administration.Features.RecipeRuns;

/// <summary><c>GET /admin/export?only=…&amp;types=…</c>: the hub as a zip. It is whole on disk before any of it is sent, so that nobody gets half of one.</summary>
internal static class ExportEndpoint
{
    private const int BufferSize = 1 << 16;

    public static async Task<IResult> GetAsync(string[] only, string[] types, RecipeExporter exporter, HubDb db, CurrentMember me, TimeProvider clock, HttpContext context)
    {
        if (!me.Can(Permission.SiteOwner))
        {
            return me.IsSignedIn ? Results.NotFound() : Results.Challenge();
        }

        var file = new FileStream(Path.GetTempFileName(), FileMode.Create, FileAccess.ReadWrite, FileShare.None, BufferSize, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        try
        {
            var run = await exporter.WriteZipAsync(file, new(Chosen(only), Chosen(types)), context.RequestAborted);
            db.RecordForHub("export.made", me.RequiredId, clock.GetUtcNow(), string.Join(", ", exporter.Parts.Select(part => part.Name).Where(name => only.Length == 0 || only.Contains(name))), run.Changes);
            await db.SaveChangesAsync(context.RequestAborted);
        }
        catch
        {
            await file.DisposeAsync();
            throw;
        }

        file.Position = 0;
        context.Response.Headers.CacheControl = "no-store";
        return Results.File(file, MediaTypeNames.Application.Zip, $"hub-{clock.GetUtcNow():yyyy-MM-dd}.zip");
    }

    private static HashSet<string>? Chosen(string[] names) => names.Length == 0 ? null : names.ToHashSet(StringComparer.Ordinal);
}
