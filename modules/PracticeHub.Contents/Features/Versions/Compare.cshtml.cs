using Microsoft.AspNetCore.Mvc;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Versions;

public sealed class CompareModel(HubDb db, CurrentHub hub, CurrentMember me, ItemComparison comparison) : RevisionsModel(db, hub, me)
{
    public VersionPair Pair { get; private set; } = null!;

    public IReadOnlyList<FieldComparison> Fields { get; private set; } = [];

    /// <inheritdoc cref="VersionPair.Of"/>
    public async Task<IActionResult> OnGetAsync(string id, int? a, int? b, CancellationToken ct)
    {
        if (!await LoadAsync(id, ct) || VersionPair.Of(Versions, a, b) is not { } pair)
        {
            return NotFound();
        }

        Pair = pair;
        var (before, after) = await Db.ReadAsync(pair, ct);
        Fields = comparison.Of(before, after);
        return Page();
    }
}
