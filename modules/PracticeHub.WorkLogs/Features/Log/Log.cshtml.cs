using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.WorkLogs.Features.Log;

/// <summary>The box that takes a work log; the front page posts here too.</summary>
[Authorize]
public sealed class LogModel(CurrentMember me, LogWriter writer, ActivityPump pump) : PageModel
{
    [BindProperty(Name = "")]
    public LogComposer Log { get; set; } = new();

    public IActionResult OnGet(string? community, string? topics)
    {
        Log = new() { Topics = topics, CommunityId = me.RoleIn(community) is null ? null : community };
        ModelState.Clear();
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (!me.Can(KernelPermissions.PublishOwnContent))
        {
            return Forbid();
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var (id, field, refusal) = await writer.PublishAsync(Log, this.WriterOf(me), ct);
        if (refusal is not null)
        {
            return this.Refused(refusal, field);
        }

        pump.Wake();
        return Redirect($"/logs/{id}");
    }
}
