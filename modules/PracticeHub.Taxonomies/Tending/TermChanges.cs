using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Taxonomies;

namespace PracticeHub.Taxonomies;

/// <summary>What a term says of itself, as a curator typed it.</summary>
public sealed record TermWords(string Title, string Description, IReadOnlyList<string> Synonyms);

/// <summary>Adds, renames, moves and deletes topics; each at once and everywhere, in one transaction.</summary>
public sealed class TermChanges(HubDb db, TermWriter writer, Ids ids, TimeProvider clock)
{
    public const int MostLevels = 12;

    public async Task<(Term? Term, Refusal? Refusal)> AddAsync(TermWords words, Term? parent, Writer by, CancellationToken ct)
    {
        if (parent?.Depth >= MostLevels)
        {
            return (null, TooDeep);
        }

        if (await IsTakenAsync(words.Title, parent?.Id, null, ct))
        {
            return (null, Taken);
        }

        var term = await writer.EnsureAsync(ids.New(), words.Title, parent, ct);
        await SayAsync(term, words, ct);
        Record("topic.added", term, by);
        return (term, null);
    }

    /// <summary>Changes the words of a term; lists and search show the new title as soon as this is saved.</summary>
    public async Task<Refusal?> RenameAsync(Term term, TermWords words, Writer by, CancellationToken ct)
    {
        if (await IsTakenAsync(words.Title, term.ParentId, term.Id, ct))
        {
            return Taken;
        }

        var before = term.Title;
        await SayAsync(term, words, ct);
        Record("topic.renamed", term, by, new HubChange("Called", before, term.Title));
        if (term.Title != before)
        {
            db.Then(next => TermTraces.RenamedAsync(db, [term.Id], next));
        }

        return null;
    }

    /// <summary>Puts a term and all below it under another parent, or at the top.</summary>
    public Task<Refusal?> MoveAsync(string termId, string? parentId, Writer by, CancellationToken ct) => db.InTransactionAsync<Refusal?>(async () =>
    {
        // Two who move terms at once could together make a circle.
        await db.HoldItemAsync(TopicsPart.TaxonomyId, ct);
        var term = await db.Terms.AsNoTracking().SingleAsync(t => t.Id == termId, ct);
        var parent = parentId is null ? null : await db.Terms.AsNoTracking().SingleOrDefaultAsync(t => t.Id == parentId, ct);
        if (await RefuseMoveAsync(term, parentId, parent, ct) is { } refusal)
        {
            return refusal;
        }

        await db.Terms.Where(t => t.Id == termId).ExecuteUpdateAsync(set => set.SetProperty(t => t.ParentId, parentId), ct);
        await TermTraces.MovedAsync(db, term.TaxonomyId, [termId], ct);
        Record("topic.moved", term, by, new HubChange("Stands below", null, parent?.Title));
        await db.SaveChangesAsync(ct);
        db.ChangeTracker.Clear();
        return null;
    }, ct);

    /// <summary>Deletes a term that nothing points to and nothing stands below.</summary>
    public async Task<Refusal?> DeleteAsync(Term term, Writer by, CancellationToken ct)
    {
        if (await db.Set<ItemTerm>().AnyAsync(t => t.TermId == term.Id, ct) || await db.Terms.AnyAsync(t => t.ParentId == term.Id, ct))
        {
            return new("topic-in-use", "This topic is in use: move what stands below it and tag its items otherwise first.");
        }

        db.RemoveRange(await db.Set<TermName>().Where(n => n.TermId == term.Id).ToListAsync(ct));
        db.Remove(term);
        Record("topic.deleted", term, by);
        db.Then(next => db.Database.ExecuteSqlAsync($"DELETE FROM hub_tally WHERE term_id = {term.Id}", next));
        return null;
    }

    private static readonly Refusal Taken = new("topic-taken", "There is a topic with this name in the same place.");
    private static readonly Refusal TooDeep = new("topic-too-deep", "Topics go twelve levels deep, no deeper.");

    private async Task<Refusal?> RefuseMoveAsync(Term term, string? parentId, Term? parent, CancellationToken ct)
    {
        if (parentId is not null && parent is null)
        {
            return new("unknown-topic", "There is no such topic.");
        }

        if (parent is not null && parent.Lineage.StartsWith(term.Lineage, StringComparison.Ordinal))
        {
            return new("topic-circle", "A topic cannot stand below itself.");
        }

        var longest = await db.Terms.Under(term).MaxAsync(t => t.Lineage.Length, ct);
        var levels = (longest - term.Lineage.Length) / (Ids.Length + 1) + 1;
        return (parent?.Depth ?? 0) + levels > MostLevels ? TooDeep
            : await IsTakenAsync(term.Title, parentId, term.Id, ct) ? Taken
            : null;
    }

    private async Task<bool> IsTakenAsync(string title, string? parentId, string? exceptId, CancellationToken ct)
    {
        var key = TermName.KeyOf(title);
        return await db.Terms.Where(t => t.TaxonomyId == TopicsPart.TaxonomyId && t.ParentId == parentId && t.Id != exceptId)
            .AnyAsync(t => db.Set<TermName>().Any(n => n.TermId == t.Id && n.Key == key && n.IsTitle), ct);
    }

    private Task SayAsync(Term term, TermWords words, CancellationToken ct)
    {
        var document = ContentItem.Parse(term.Document);
        document.DisplayText = words.Title;
        document.Put(new TitlePart(words.Title));
        document.Put(new TopicPart(words.Description, words.Synonyms));
        return writer.DescribeAsync(term, document, ct);
    }

    /// <summary>Topics are the whole hub's: whoever tends them stands in its audit trail.</summary>
    private void Record(string verb, Term term, Writer by, params IEnumerable<HubChange> changes) => db.RecordForHub(verb, by.UserId, clock.GetUtcNow(), term.Title, changes);
}
