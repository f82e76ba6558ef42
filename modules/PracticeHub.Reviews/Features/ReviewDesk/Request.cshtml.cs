using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Kernel.Content;
using PracticeHub.Reviews.Features.ReviewRequests;
using PracticeHub.Reviews.Features.Standings;

namespace PracticeHub.Reviews.Features.ReviewDesk;

/// <summary>One review, and the decision about it.</summary>
public sealed class RequestModel(ReviewTools tools, Deciding deciding) : ReviewPage(tools)
{
    [BindProperty, StringLength(ReviewRecords.NoteLength, ErrorMessage = "Keep the note under 4,000 characters.")]
    public string? Note { get; set; }

    [BindProperty, StringLength(ReviewRecords.NoteLength, ErrorMessage = "Keep the note under 4,000 characters.")]
    public string? NextStep { get; set; }

    [BindProperty]
    public List<int> CriteriaMet { get; set; } = [];

    [BindProperty]
    public int Round { get; set; }

    [BindProperty]
    public string VersionId { get; set; } = "";

    [BindProperty]
    public Verdict? Verdict { get; set; }

    [BindProperty]
    public PromotionLevel Level { get; set; }

    [BindProperty]
    public Risk? Risk { get; set; }

    public async Task<IActionResult> OnPostAsync(string id, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct))
        {
            return NotFound();
        }

        if (Verdict is not { } verdict || !ModelState.IsValid)
        {
            return await RefuseAsync(null, id, ct);
        }

        var decision = new Decision(Tools.Me.RequiredId, Round, VersionId, verdict, (Note ?? "").Trim(), CriteriaMet, Tools.Now)
        {
            NextStep = (NextStep ?? "").Trim(), Level = Level, Risk = Risk, SaysRisk = HttpContext.Request.Form.ContainsKey(nameof(Risk)),
        };
        if (await deciding.DecideAsync(id, decision, ct) is { } refusal)
        {
            return await RefuseAsync(refusal, id, ct, refusal.Code == "next-step-needed" ? nameof(NextStep) : nameof(Note));
        }

        await Tools.Pump.CatchUpAsync(ct);
        return Redirect(FromDesk ? "/reviews" : "/reviews/" + id);
    }

    protected override ReviewView Typed(ReviewView review) => review with { Form = new(Note ?? "", NextStep ?? "", CriteriaMet, Level), Risk = HttpContext.Request.Form.ContainsKey(nameof(Risk)) ? Risk : review.Risk };
}
