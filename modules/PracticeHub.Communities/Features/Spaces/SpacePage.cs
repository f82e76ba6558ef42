using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Spaces;

/// <summary>A page inside a community that begins by finding it: what the reader may not see is not there.</summary>
public abstract class SpacePage(SpaceReader spaces, CurrentMember me) : PageModel
{
    public Space Space { get; private set; } = null!;

    protected CurrentMember Me => me;

    /// <summary>Null when the community was found and the reader leads it where that is needed; otherwise the answer to give.</summary>
    protected async Task<IActionResult?> EnterAsync(string slug, CancellationToken ct, bool asLeader = false, string? tab = null)
    {
        if (await spaces.AtAsync(slug, ct) is not { } space)
        {
            return NotFound();
        }

        Space = space with { Tab = tab };
        return !asLeader || me.Leads(space.Id) ? null : StatusCode(StatusCodes.Status403Forbidden);
    }
}
