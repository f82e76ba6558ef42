using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Workflows.Features.WorkflowSignals;

/// <summary>The address that gives a sign to a workflow, as Orchard Core's: opening it is enough, and the token is the right to.</summary>
public sealed class TriggerModel(HubDb db, WorkflowTokens tokens, ActivityPump pump, CurrentMember me, TimeProvider clock) : PageModel
{
    public bool IsTaken { get; private set; }

    public async Task<IActionResult> OnGetAsync([FromQuery] string? token, CancellationToken ct)
    {
        if (tokens.Read(token) is not { } sign)
        {
            Response.StatusCode = StatusCodes.Status404NotFound;
            return Page();
        }

        IsTaken = true;
        if (HttpMethods.IsGet(Request.Method))
        {
            db.Signal(sign.Signal, sign.CorrelationId, me.Id ?? Writer.Hub, clock.GetUtcNow());
            await db.SaveChangesAsync(ct);
            pump.Wake();
        }

        return Page();
    }
}
