using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Contents.Features.Writing;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Contents.Features.Versions;

/// <summary>A page about the versions of an item of a type that no module brings.</summary>
public abstract class RevisionsModel(HubDb db, CurrentHub hub, CurrentMember me) : PageModel
{
    protected HubDb Db => db;

    protected CurrentMember Me => me;

    public Card Card { get; private set; } = null!;

    public IReadOnlyList<VersionRow> Versions { get; private set; } = [];

    public bool MayEdit => ItemRights.MayEdit(hub, me, Card);

    /// <summary>What addresses of the item's pages begin with.</summary>
    public string Path => $"{ContentKinds.DefinedPrefix}/{Card.ItemId}";

    public string TypeName => hub.State.Definitions.Type(Card.Kind)?.DisplayName ?? Card.Kind;

    protected async Task<bool> LoadAsync(string id, CancellationToken ct)
    {
        if (await db.Cards.VisibleTo(me).AsNoTracking().FirstOrDefaultAsync(c => c.ItemId == id, ct) is not { } card || hub.HasModuleFor(card.Kind))
        {
            return false;
        }

        Card = card;
        Versions = await db.VersionsOfAsync(id, MayEdit, ct);
        return true;
    }
}
