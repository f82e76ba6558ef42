using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Workflows.Features.WorkflowEditing;

/// <summary><c>GET /admin/workflows/ID/export</c>: the newest version as a recipe, which this hub and Orchard Core read.</summary>
internal static class ExportEndpoint
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true };

    public static async Task<IResult> GetAsync(string id, HubDb db, CurrentMember me, CancellationToken ct)
    {
        if (!me.ManagesWorkflows)
        {
            return me.IsSignedIn ? Results.NotFound() : Results.Challenge();
        }

        if (await db.NewestWorkflowTypes.AsNoTracking().FirstOrDefaultAsync(t => t.TypeId == id, ct) is not { } newest || WorkflowType.Of(newest) is not { IsDeleted: false } type)
        {
            return Results.NotFound();
        }

        var step = new JsonObject { ["name"] = "WorkflowType", ["data"] = new JsonArray(type.Document) };
        var recipe = new JsonObject { ["name"] = "", ["displayName"] = type.Name, ["steps"] = new JsonArray(step) };
        return Results.File(JsonSerializer.SerializeToUtf8Bytes(recipe, Readable), "application/json", "workflow.recipe.json");
    }
}
