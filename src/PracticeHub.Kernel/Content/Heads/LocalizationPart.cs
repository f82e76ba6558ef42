using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Content;

/// <summary>Orchard Core's part: which language an item is written in, and the set that it shares with its translations.</summary>
public static class LocalizationPart
{
    public const string Name = "LocalizationPart";

    /// <summary>The language as the platform spells it; null for none, or one that nobody speaks.</summary>
    public static string? CultureOf(ContentItem item) => CultureNamed(Text(item, "Culture"))?.Name;

    /// <summary>The set; an item that names none is a set of its own.</summary>
    public static string SetOf(ContentItem item) => Text(item, "LocalizationSet") is { Length: > 0 and <= Ids.Length } set && !set.Contains('\0') ? set : item.Id;

    public static CultureInfo? CultureNamed(string name)
    {
        try
        {
            return name.Length is 0 or > 20 ? null : CultureInfo.GetCultureInfo(name, predefinedOnly: true);
        }
        catch (CultureNotFoundException)
        {
            return null;
        }
    }

    private static string Text(ContentItem item, string name) => (item.Document[Name] as JsonObject)?[name] is JsonValue value ? value.ToString().Trim() : "";
}

/// <summary>That an item says in one language what the others of its set say in theirs.</summary>
public sealed class Translation
{
    public required string ItemId { get; init; }
    public required string SetId { get; set; }
    public required string Culture { get; set; }
}

public static class TranslationQueries
{
    extension(IQueryable<Card> cards)
    {
        /// <summary>Without what says the same in another language than the reader's, where they may read it in their own. Part of the same query.</summary>
        /// <param name="readable">What the reader may read.</param>
        public IQueryable<Card> InLanguageOf(CurrentMember me, HubDb db, IQueryable<Card> readable)
        {
            var language = LocalizationPart.CultureNamed(me.Culture) ?? CultureInfo.CurrentUICulture;
            string[] own = [language.Name, language.Parent.Name];
            var translations = db.Set<Translation>();
            return cards.Where(card => !translations.Any(said => said.ItemId == card.ItemId && !own.Contains(said.Culture)
                && translations.Any(other => other.SetId == said.SetId && own.Contains(other.Culture) && readable.Any(r => r.ItemId == other.ItemId))));
        }
    }
}

internal sealed class TranslationConfiguration : IEntityTypeConfiguration<Translation>
{
    public void Configure(EntityTypeBuilder<Translation> builder)
    {
        builder.ToTable("hub_translation");
        builder.HasKey(t => t.ItemId);
        builder.HasIndex(t => t.SetId);
        builder.Property(t => t.Culture).HasMaxLength(20);
    }
}

internal sealed class TranslationProjection(HubDb db) : IProjection
{
    public string? Type => null;

    public async Task ProjectAsync(Projection projection, CancellationToken ct)
    {
        var item = projection.Item;
        var culture = LocalizationPart.CultureOf(item);
        if (projection.IsNew && culture is null)
        {
            return;
        }

        var isNew = db.Entry(projection.Card).State is EntityState.Added;
        var row = db.Set<Translation>().Local.FirstOrDefault(t => t.ItemId == item.Id) ?? (isNew ? null : await db.Set<Translation>().FindAsync([item.Id], ct));
        switch (row, culture)
        {
            case (null, { } name):
                db.Add(new Translation { ItemId = item.Id, SetId = LocalizationPart.SetOf(item), Culture = name });
                break;
            case ({ }, null):
                db.Remove(row);
                break;
            case ({ }, { } name):
                (row.SetId, row.Culture) = (LocalizationPart.SetOf(item), name);
                break;
        }
    }
}
