using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using PracticeHub.Communities.Features.Spaces;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Communities.Features.Inviting;

/// <summary>Adding members from a CSV file, with a report of what became of each line; for leaders.</summary>
[Authorize]
public sealed class ImportModel(SpaceReader spaces, CurrentMember me, MemberImport import, IStringLocalizer<Startup> words) : SpacePage(spaces, me)
{
    [BindProperty]
    public IFormFile? Csv { get; set; }

    public ImportReport? Report { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct) => await EnterAsync(slug, ct, asLeader: true) ?? Page();

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct, asLeader: true) is { } refused)
        {
            return refused;
        }

        if (Csv is null)
        {
            ModelState.AddModelError(nameof(Csv), words["Choose a file."]);
            return this.Invalid();
        }

        await using var csv = Csv.OpenReadStream();
        var (refusal, report) = await import.RunAsync(Space.Id, csv, Me.RequiredId, ct);
        Report = report;
        return refusal is null ? Page() : this.Refused(refusal, nameof(Csv));
    }
}
