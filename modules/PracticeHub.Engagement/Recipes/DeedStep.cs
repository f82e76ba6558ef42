using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Engagement.Features.Items;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Engagement.Recipes;

/// <summary>Who did something to which item, and when.</summary>
internal sealed record Deed(string ItemId, string UserId, DateTimeOffset AtUtc);

/// <summary>A list of deeds to items, each with its person and its time; what was counted before is counted anew at the end.</summary>
internal abstract class DeedStep(HubDb db) : IRecipeStep
{
    /// <summary>How many are written at once; keeps memory flat in a big import.</summary>
    private const int BatchSize = 500;

    public string Name => List.ToLowerInvariant();

    protected HubDb Db => db;
    protected abstract string List { get; }
    protected abstract string Table { get; }
    /// <summary>What the log calls it; null for what is nobody else's business.</summary>
    protected abstract string? Verb { get; }

    public async Task RunAsync(JsonObject step, RecipeRun run, CancellationToken ct)
    {
        foreach (var batch in step.Objects(List).Select((given, index) => (given, index)).Chunk(BatchSize))
        {
            await WriteAsync(batch, run, ct);
            await db.SaveChangesAsync(ct);
            db.ChangeTracker.Clear();
        }

        db.RecountAll(Table);
    }

    /// <summary>Stages one; answers the data of its activity, or null when nothing new was said.</summary>
    protected abstract Task<string?> WriteAsync(JsonObject given, Deed deed, CancellationToken ct);

    protected static string Short(string? text, int most, string name)
    {
        var clean = Typed.Clean(text);
        return clean.Length <= most ? clean : throw new RecipeException($"{name} is longer than {most} characters.");
    }

    private async Task WriteAsync((JsonObject Given, int Index)[] batch, RecipeRun run, CancellationToken ct)
    {
        var deeds = batch.Select(b => (b.Given, b.Index, Deed: new Deed(b.Given.Needed("ItemId"), b.Given.Needed("UserId"), b.Given.Time("AtUtc") ?? run.StartedUtc))).ToList();
        var itemIds = deeds.Select(d => d.Deed.ItemId).Distinct().ToList();
        var userIds = deeds.Select(d => d.Deed.UserId).Distinct().ToList();
        var cards = await db.Cards.Where(c => itemIds.Contains(c.ItemId)).Select(c => new { c.ItemId, c.Kind, c.CommunityId }).ToDictionaryAsync(c => c.ItemId, ct);
        var users = (await db.Users.Where(u => userIds.Contains(u.Id)).Select(u => u.Id).ToListAsync(ct)).ToHashSet();
        foreach (var (given, index, deed) in deeds)
        {
            var card = cards.GetValueOrDefault(deed.ItemId) ?? throw new RecipeException($"{List}[{index}]: there is no item {deed.ItemId}.");
            if (!users.Contains(deed.UserId))
            {
                throw new RecipeException($"{List}[{index}]: there is no person {deed.UserId}.");
            }

            if (await WriteAsync(given, deed, ct) is { } data)
            {
                Note(deed, card.Kind, card.CommunityId, data);
                run.Count(Name);
            }
        }
    }

    private void Note(Deed deed, string kind, string? communityId, string data)
    {
        if (Verb is { } verb)
        {
            db.Activities.Add(new ActivityRecord
            {
                Verb = verb, ActorId = deed.UserId, ItemId = deed.ItemId, ContentType = kind, CommunityId = communityId, AtUtc = deed.AtUtc,
                Data = data.Length > 0 ? data : null,
            });
        }
    }
}
