using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Pages;

namespace PracticeHub.Administration.Features.Audit;

[Needs("ViewAuditTrail")]
public sealed class AuditModel(AuditTrail trail, AuditWords words, IStringLocalizerFactory factory) : PageModel
{
    private const int Size = 50;

    [BindProperty(SupportsGet = true)]
    public AuditFilter Filter { get; set; } = new();

    public IReadOnlyList<AuditLine> Lines { get; private set; } = [];

    /// <summary>What deeds can be filtered by, and what it is called.</summary>
    public IEnumerable<(string Group, string Name)> Groups => trail.Groups.Select(deed => (deed.Group, factory.Create(deed.Words)[deed.Group].Value));

    /// <summary>The id of the deed after which the next page begins.</summary>
    public long? Next { get; private set; }

    /// <summary>The filters as they stand in an address.</summary>
    public string Query => FeedPlace.Query(("who", Filter.Who), ("what", Filter.What), (ListTime.Parameter, Filter.Time));

    public async Task OnGetAsync([FromQuery] long? after, CancellationToken ct)
    {
        var rows = await trail.Of(Filter, after).Take(Size + 1).ToListAsync(ct);
        Next = rows.Count > Size ? rows[Size - 1].Id : null;
        Lines = [.. rows.Take(Size).Select(words.Line)];
    }
}
