using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;
using PracticeHub.Taxonomies;

namespace PracticeHub.Resources.Features.Share;

/// <summary>What became of a form: the item's id, or the field and the reason why it was not taken.</summary>
/// <param name="Twin">The resource that is there already.</param>
public sealed record ResourceWritten(string? Id, string Field = "", Refusal? Refusal = null, Card? Twin = null);

/// <summary>Makes and changes resources.</summary>
public sealed class ResourceWriter(HubDb db, ContentStore store, CurrentMember me, TopicNames topics)
{
    private static readonly Refusal NoAddress = new("no-address", "This is not an address that a browser opens: it begins with http:// or https://.");
    private static readonly Refusal Twin = new("duplicate", "Somebody has shared this already.");

    /// <summary>The published resource with this address that the reader may see.</summary>
    public async Task<Card?> TwinOfAsync(string? url, string? exceptId, CancellationToken ct)
    {
        if (WebAddress.Parse(url)?.Normalised is not { } normalised)
        {
            return null;
        }

        return await db.Cards.VisibleTo(me).Published.OfKind("Resource").Where(c => c.Url == normalised && c.ItemId != exceptId)
            .OrderBy(c => c.ListedUtc).AsNoTracking().FirstOrDefaultAsync(ct);
    }

    public async Task<ResourceWritten> ShareAsync(ResourceForm form, Writer by, CancellationToken ct)
    {
        var id = StableId.From($"resource:{by.UserId}:{form.Key}:{form.Url}");
        if (form.Key is not null && await db.Cards.AnyAsync(c => c.ItemId == id, ct))
        {
            return new(id);
        }

        var item = store.New("Resource", by);
        if (form.Key is not null)
        {
            item.Document["ContentItemId"] = id;
        }

        if (await FillAsync(item, form, ct) is { } refused)
        {
            return refused;
        }

        var refusal = await store.PublishAsync(item, by, ct);
        if (refusal is not null)
        {
            return new(null, "", refusal);
        }

        await store.SaveOnceAsync(item.Id, ct);
        return new(item.Id);
    }

    /// <summary>Writes what was typed into the item; null when there is nothing to refuse.</summary>
    public async Task<ResourceWritten?> FillAsync(ContentItem item, ResourceForm form, CancellationToken ct)
    {
        if (WebAddress.Parse(form.Url) is null)
        {
            return new(null, nameof(form.Url), NoAddress);
        }

        if (await TwinOfAsync(form.Url, item.Id, ct) is { } twin)
        {
            return new(null, nameof(form.Url), Twin, twin);
        }

        var sharing = SharingPart.Of(form.CommunityId, form.Audience);
        if (sharing.Refuse(me, item.Get<SharingPart>()) is { } foreign)
        {
            return new(null, "", foreign);
        }

        var chosen = await topics.ResolveAsync(form.Topics, me.CuratesSomething, ct);
        if (chosen.Refusal is not null)
        {
            return new(null, nameof(form.Topics), chosen.Refusal);
        }

        item.DisplayText = form.Title.Trim();
        item.Put(new TitlePart(item.DisplayText));
        item.Put(new ResourcePart(form.Url.Trim(), form.Kind, form.Paid, form.Why?.Trim() ?? ""));
        item.Put(sharing);
        item.Put(TopicsPart.Of(chosen.TermIds));
        return null;
    }
}
