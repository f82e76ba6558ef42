using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Pages;

namespace PracticeHub.Reviews.Features.Record;

[Authorize]
public sealed class RecordModel(RecordReader record) : PageModel
{
    private const int Size = 50;

    /// <summary>Only of this item.</summary>
    [BindProperty(SupportsGet = true, Name = "item")]
    public string? ItemId { get; set; }

    public IReadOnlyList<RecordRow> Rows { get; private set; } = [];

    /// <summary>The id of the line after which the next page begins.</summary>
    public long? Next { get; private set; }

    public string Query => FeedPlace.Query(("item", ItemId));

    public async Task<IActionResult> OnGetAsync([FromQuery] long? after, CancellationToken ct)
    {
        var rows = await record.Of(string.IsNullOrEmpty(ItemId) ? null : ItemId, after).Take(Size + 1).ToListAsync(ct);
        Next = rows.Count > Size ? rows[Size - 1].Id : null;
        Rows = [.. rows.Take(Size)];
        return Page();
    }
}
