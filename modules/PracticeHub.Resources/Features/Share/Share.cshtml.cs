using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Resources.Features.Share;

[Authorize]
public sealed class ShareModel(ResourceWriter writer, CurrentMember me, ActivityPump pump, Ids ids) : PageModel
{
    [BindProperty(Name = "")]
    public ResourceForm Form { get; set; } = new();

    public Card? Twin { get; private set; }

    public string Bookmarklet =>
        $"javascript:location.href='{Request.Scheme}://{Request.Host}/resources/share?url='+encodeURIComponent(location.href)+'&title='+encodeURIComponent(document.title)";

    public async Task<IActionResult> OnGetAsync(string? url, string? title, string? community, string? topics, CancellationToken ct)
    {
        ModelState.Clear();
        Form = new()
        {
            Url = url ?? "", Title = title is { Length: > 300 } ? title[..300] : title ?? "", Topics = topics, Key = ids.New(),
            CommunityId = me.RoleIn(community) is null ? null : community,
        };
        Twin = await writer.TwinOfAsync(url, null, ct);
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

        var written = await writer.ShareAsync(Form, this.WriterOf(me), ct);
        if (written.Refusal is not null)
        {
            Twin = written.Twin;
            return this.Refused(written.Refusal, written.Field);
        }

        pump.Wake();
        return Redirect($"/resources/{written.Id}");
    }
}
