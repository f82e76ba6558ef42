using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Practices.Features.Practices;

namespace PracticeHub.Practices.Features.Distilling;

[Authorize]
public sealed partial class WriteModel(
    HubDb db, ContentStore store, PracticeDesk desk, PracticeSources sources, CurrentMember me, ActivityPump pump, ILogger<WriteModel> logger) : PageModel
{
    [BindProperty]
    public PracticeForm Form { get; set; } = new();

    public IReadOnlyList<SourceChoice> Choices { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync([FromQuery] List<string> from, string? community, CancellationToken ct)
    {
        if (!me.MayWritePractices)
        {
            return Forbid();
        }

        Form.CommunityId = me.RoleIn(community) is null ? null : community;
        Choices = await sources.ByIdAsync(from, ct);
        if (Choices.Count > 0)
        {
            Form = await BeginAsync(ct);
        }

        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string? publish, CancellationToken ct)
    {
        if (!me.MayWritePractices)
        {
            return Forbid();
        }

        var item = store.New(PracticePart.ContentType, this.WriterOf(me));
        var refusal = ModelState.IsValid && await desk.ApplyAsync(Form, item, publish is not null, ModelState, ct)
            ? await (publish is null ? store.SaveDraftAsync(item, this.WriterOf(me), ct, Form.Note) : store.PublishAsync(item, this.WriterOf(me), ct, Form.Note))
            : null;
        if (!ModelState.IsValid || refusal is not null)
        {
            Choices = await sources.ByIdAsync(Form.DistilledFrom.Concat(Form.Cites), ct);
            return refusal is null ? this.Invalid() : this.Refused(refusal);
        }

        await db.SaveChangesAsync(ct);
        pump.Wake();
        LogWritten(item.Id, me.RequiredId);
        return RedirectToPage("/Practices/Practice", new { slug = PracticeAddress.SlugOf(item.Get<AutoroutePart>().Path) });
    }

    /// <summary>A draft made of what was chosen: their words as quotes, their topics, their community where they share one.</summary>
    private async Task<PracticeForm> BeginAsync(CancellationToken ct)
    {
        var communities = Choices.Select(c => c.CommunityId).Distinct().ToList();
        return new()
        {
            Evidence = await sources.QuotesAsync(Choices, ct),
            Topics = string.Join(", ", Choices.SelectMany(c => c.Topics.Split('\n', StringSplitOptions.RemoveEmptyEntries)).Distinct()),
            CommunityId = communities is [{ } only] && me.RoleIn(only) is not null ? only : Form.CommunityId,
            DistilledFrom = [.. Choices.Where(c => c.Kind != "Resource").Select(c => c.Id)],
            Cites = [.. Choices.Where(c => c.Kind == "Resource").Select(c => c.Id)],
        };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Practice {PracticeId} written by member {MemberId}")]
    private partial void LogWritten(string practiceId, string memberId);
}
