using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Communities.Features.Communities;

/// <summary>Keeps what access knows of a community in step with its document, and its items in step with both.</summary>
public sealed class CommunityProjection(HubDb db, MarkdownRenderer markdown, CommunityMove move) : IProjection
{
    public const string ContentType = "Community";

    public string? Type => ContentType;

    public async Task ProjectAsync(Projection projection, CancellationToken ct)
    {
        var (card, part) = (projection.Card, projection.Item.Get<CommunityPart>());
        var community = await KeepAsync(card, part, ct);
        // A place belongs to its members: whoever founded it and left sees no more of it than others do.
        card.OwnerId = card.ItemId;
        card.ReaderKey = card.State is CardState.Published ? ReaderKeys.OfCommunity(community) : ReaderKeys.Leaders(card.ItemId);
        card.Summary = part.Purpose;
        var (purpose, charter) = (markdown.Render(part.Purpose), markdown.Render(part.Charter));
        projection.Html = purpose.Value + charter.Value;
        projection.Text = string.Join('\n', MarkdownRenderer.ToPlainText(purpose), part.WhoFor, MarkdownRenderer.ToPlainText(charter));
    }

    private async Task<Community> KeepAsync(Card card, CommunityPart part, CancellationToken ct)
    {
        if (await db.FindAsync<Community>([card.ItemId], ct) is not { } community)
        {
            community = new Community { Id = card.ItemId, Title = card.Title, Path = card.Path, Openness = part.Openness };
            db.Add(community);
            return community;
        }

        var isMoving = community.Openness != part.Openness;
        var isRenamed = community.Title != card.Title;
        (community.Title, community.Path, community.Openness) = (card.Title, card.Path, part.Openness);
        if (isMoving || isRenamed)
        {
            db.Then(token => move.FollowAsync(community, isMoving, token));
        }

        return community;
    }
}
