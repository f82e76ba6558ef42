using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Pages;
using PracticeHub.Kernel.Security;
using PracticeHub.Kernel.Text;
using PracticeHub.Practices.Features.Practices;
using PracticeHub.Taxonomies;

namespace PracticeHub.Practices.Features.Distilling;

/// <summary>Writes what was typed into the document of a practice, and says at which field something is wrong.</summary>
public sealed class PracticeDesk(CurrentMember me, PracticeSources sources, TopicNames topics, IStringLocalizer<Startup> words, IStringLocalizerFactory factory)
{
    private const string Prefix = "Form.";
    private const string Cites = "cites";

    /// <returns>Whether all of it is right; what is wrong is in <paramref name="errors"/>.</returns>
    public async Task<bool> ApplyAsync(PracticeForm form, ContentItem item, bool toPublish, ModelStateDictionary errors, CancellationToken ct)
    {
        if (toPublish && string.IsNullOrWhiteSpace(form.What))
        {
            errors.AddModelError(Prefix + nameof(form.What), words["Say what to do before others read it."]);
        }

        var terms = await TermsAsync(form, errors, ct);
        var provenance = await ProvenanceAsync(form, item, errors, ct);
        CheckCommunity(form, item, errors);
        if (!errors.IsValid)
        {
            return false;
        }

        var title = PracticeForm.Clean(form.Title);
        item.DisplayText = title;
        item.Put(new TitlePart(title));
        item.Put(form.Apply(item.Get<PracticePart>()) with { OwnerId = item.Owner });
        item.Put(TopicsPart.Of(terms));
        item.Put(new ProvenancePart(provenance));
        item.Put(Sharing(form, item));
        KeepFromOurOwnAddress(item, title);
        return true;
    }

    /// <summary>The page that writes practices stands at /practices/write; no practice may hide behind it.</summary>
    private static void KeepFromOurOwnAddress(ContentItem item, string title)
    {
        if (item.Get<AutoroutePart>().Path is null && Slug.From(title) is "write" or "page")
        {
            item.Put(new AutoroutePart($"practices/{Slug.From(title)}-practice"));
        }
    }

    private static SharingPart Sharing(PracticeForm form, ContentItem item)
    {
        var (before, community) = (item.Get<SharingPart>(), string.IsNullOrEmpty(form.CommunityId) ? null : form.CommunityId);
        return item.Has<SharingPart>() && before.CommunityId == community ? before : new(community, community is null ? Audience.Everyone : Audience.Community);
    }

    private void CheckCommunity(PracticeForm form, ContentItem item, ModelStateDictionary errors)
    {
        var isMine = string.IsNullOrEmpty(form.CommunityId) || me.RoleIn(form.CommunityId) is not null || item.Get<SharingPart>().CommunityId == form.CommunityId;
        if (!isMine)
        {
            errors.AddModelError(Prefix + nameof(form.CommunityId), words["Choose a community that you belong to."]);
        }
    }

    private async Task<IReadOnlyList<string>> TermsAsync(PracticeForm form, ModelStateDictionary errors, CancellationToken ct)
    {
        var choice = await topics.ResolveAsync(form.Topics, me.CuratesSomething, ct);
        if (choice.Refusal is { } refusal)
        {
            errors.AddModelError(Prefix + nameof(form.Topics), factory.Say(refusal, typeof(Startup)));
        }

        return choice.TermIds;
    }

    /// <summary>What was chosen, and what was there before and the writer cannot see or does not decide about.</summary>
    private async Task<IReadOnlyList<Source>> ProvenanceAsync(PracticeForm form, ContentItem item, ModelStateDictionary errors, CancellationToken ct)
    {
        var before = item.Get<ProvenancePart>().Sources ?? [];
        var typed = await TypedAsync(form, errors, ct);
        var seen = await sources.ByIdAsync(form.DistilledFrom.Concat(form.Cites).Concat(before.Select(s => s.ContentItemId)), ct);
        var visible = seen.Select(s => s.Id).ToHashSet();
        var kept = before.Where(s => !visible.Contains(s.ContentItemId) || s.Relation is not (ProvenancePart.DistilledFrom or ProvenancePart.Cites));
        var chosen = form.DistilledFrom.Where(visible.Contains).Select(id => new Source(id, ProvenancePart.DistilledFrom))
            .Concat(form.Cites.Where(visible.Contains).Select(id => new Source(id, ProvenancePart.Cites)));
        return [.. kept.Concat(chosen).Concat(typed).Where(s => s.ContentItemId != item.Id).Distinct().Take(PracticeSources.Most)];
    }

    private async Task<IReadOnlyList<Source>> TypedAsync(PracticeForm form, ModelStateDictionary errors, CancellationToken ct)
    {
        var lines = PracticeForm.Clean(form.Addresses).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Take(PracticeSources.Most).ToList();
        if (lines.Count == 0)
        {
            return [];
        }

        var found = await sources.AtAsync([.. lines.Select(AddressIn)], ct);
        var typed = new List<Source>();
        foreach (var line in lines)
        {
            var address = AddressIn(line);
            if (found.Find(f => f.Path == address || f.Id == address) is { } source)
            {
                typed.Add(new(source.Id, IsCited(line) || source.Kind == "Resource" ? ProvenancePart.Cites : ProvenancePart.DistilledFrom));
            }
            else
            {
                errors.AddModelError(Prefix + nameof(form.Addresses), words["Nothing that you may read stands at “{0}”.", line]);
            }
        }

        return typed;
    }

    private static bool IsCited(string line) => line.StartsWith(Cites + " ", StringComparison.OrdinalIgnoreCase);

    private static string AddressIn(string line) => PracticeSources.PathOf(IsCited(line) ? line[(Cites.Length + 1)..] : line);
}
