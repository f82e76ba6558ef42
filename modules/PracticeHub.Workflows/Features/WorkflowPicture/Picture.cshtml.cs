using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Workflows.Features.WorkflowGuides;

namespace PracticeHub.Workflows.Features.WorkflowPicture;

/// <summary>A version of a type in a list.</summary>
public sealed record VersionRow(int Version, DateTimeOffset AtUtc, bool IsEnabled);

/// <summary>One workflow as a picture, and the same as a table: where instances wait, and how long.</summary>
[Authorize]
public sealed class PictureModel(HubDb db, DatabaseEngine engine, FlowWords words, CurrentMember me, TimeProvider clock) : PageModel
{
    public static readonly IReadOnlyList<int> AllDays = [7, 30, 90, 365];
    private const int MostVersions = 50;

    /// <summary>How far back waits are counted; 30 for anything that is not offered.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Days { get; set; }

    /// <summary>The version to show; the newest for anything that is no version of it.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Version { get; set; }

    public int Period => AllDays.FirstOrDefault(d => Days == $"{d}", 30);

    public WorkflowType Type { get; private set; } = null!;

    public FlowPicture Picture { get; private set; } = null!;

    public FlowStanding Standing { get; private set; } = null!;

    public IReadOnlyList<VersionRow> Versions { get; private set; } = [];

    public async Task<IActionResult> OnGetAsync(string id, CancellationToken ct)
    {
        if (!me.SeesWorkflows || id is not { Length: <= Ids.Length })
        {
            return NotFound();
        }

        var asked = int.TryParse(Version, out var number) ? number : 0;
        var types = db.WorkflowTypes;
        var rows = await types.AsNoTracking().Where(t => t.TypeId == id).OrderByDescending(t => t.Version).Take(MostVersions)
            .Select(t => new { t.Version, t.AtUtc, t.IsEnabled, Document = t.Version == asked || !types.Any(l => l.TypeId == id && l.Version > t.Version) ? t.Document : null })
            .ToListAsync(ct);
        if (rows.Count == 0)
        {
            return NotFound();
        }

        var shown = rows.Find(r => r.Version == asked) ?? rows[0];
        Versions = [.. rows.Select(r => new VersionRow(r.Version, r.AtUtc, r.IsEnabled))];
        Type = WorkflowType.Parse(shown.Document!, shown.Version);
        Standing = await FlowStanding.ReadAsync(db, engine, id, clock.GetUtcNow().AddDays(-Period), ct);
        Picture = FlowPicture.Of(Type, Standing, words);
        return Page();
    }
}
