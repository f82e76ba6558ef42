using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Communities.Features.Communities;
using PracticeHub.Communities.Features.Spaces;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Taxonomies;

namespace PracticeHub.Communities.Features.Charters;

/// <summary>Changing the purpose, the charter and the rules of a community; for its leaders.</summary>
[Authorize]
public sealed class EditModel(HubDb db, CurrentMember me, SpaceReader spaces, ContentStore store, ActivityPump pump, TopicNames topics)
    : SpacePage(spaces, me)
{
    [BindProperty]
    public CharterForm Form { get; set; } = new();

    /// <summary>What somebody else saved meanwhile.</summary>
    public CharterForm? Theirs { get; private set; }

    public async Task<IActionResult> OnGetAsync(string slug, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct, asLeader: true) is { } refused)
        {
            return refused;
        }

        Form = CharterForm.Of(Space.VersionId, Space.Title, Space.Part, await topics.WriteAsync(Space.TermIds, ct));
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string slug, CancellationToken ct)
    {
        if (await EnterAsync(slug, ct, asLeader: true) is { } refused)
        {
            return refused;
        }

        var chosen = await topics.ResolveAsync(Form.Topics, mayCreate: false, ct);
        if (chosen.Refusal is { } unclear)
        {
            this.Refuse("Form.Topics", unclear);
        }

        if (!ModelState.IsValid)
        {
            return this.Invalid();
        }

        var item = (await store.FindLatestAsync(Space.Id, ct))!;
        if (item.VersionId != Form.VersionId)
        {
            return ShowBoth(item, await topics.WriteAsync(item.Get<TopicsPart>().TermIds, ct));
        }

        item.DisplayText = Form.Title!.Trim();
        item.Put(new TitlePart(item.DisplayText));
        item.Put(Form.Onto(item.Get<CommunityPart>()));
        item.Put(TopicsPart.Of(chosen.TermIds));
        if (await store.PublishAsync(item, this.WriterOf(Me), ct) is { } refusal)
        {
            return this.Refused(refusal);
        }

        await db.SaveChangesAsync(ct);
        pump.Wake();
        return Redirect(Space.Location + "/about");
    }

    /// <summary>Both versions are shown; sending the form again then replaces what the other leader saved, knowingly.</summary>
    private IActionResult ShowBoth(ContentItem item, string theirTopics)
    {
        Theirs = CharterForm.Of(item.VersionId!, item.DisplayText, item.Get<CommunityPart>(), theirTopics);
        Form.VersionId = item.VersionId!;
        ModelState.Remove("Form.VersionId");
        return this.Refused(ContentStore.Stale);
    }
}
