using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Content;

/// <summary>How far an item reaches.</summary>
public enum Audience
{
    /// <summary>Only its owner.</summary>
    Me,
    /// <summary>Its community, as open or closed as that is.</summary>
    Community,
    /// <summary>Everyone who may read in this hub.</summary>
    Everyone,
}

public sealed record TitlePart(string Title = "") : IPart<TitlePart>
{
    public TitlePart() : this("") { }
    /// <summary>Never null, though a document may leave it out.</summary>
    public string Title { get; init => field = value ?? ""; } = Title;
    public static string Name => nameof(TitlePart);
    public static JsonTypeInfo<TitlePart> Json => KernelJson.Default.TitlePart;
}

public sealed record AutoroutePart(string? Path = null) : IPart<AutoroutePart>
{
    public AutoroutePart() : this((string?)null) { }
    public static string Name => nameof(AutoroutePart);
    public static JsonTypeInfo<AutoroutePart> Json => KernelJson.Default.AutoroutePart;
}

public sealed record MarkdownBodyPart(string Markdown = "") : IPart<MarkdownBodyPart>
{
    public MarkdownBodyPart() : this("") { }
    /// <inheritdoc cref="TitlePart.Title"/>
    public string Markdown { get; init => field = value ?? ""; } = Markdown;
    public static string Name => nameof(MarkdownBodyPart);
    public static JsonTypeInfo<MarkdownBodyPart> Json => KernelJson.Default.MarkdownBodyPart;
}

/// <summary>Where an item stands and whom it reaches; the hub's own part, on everything that members make.</summary>
public sealed record SharingPart(string? CommunityId = null, Audience Audience = Audience.Everyone) : IPart<SharingPart>
{
    public SharingPart() : this(null, Audience.Everyone) { }
    public static string Name => nameof(SharingPart);
    public static JsonTypeInfo<SharingPart> Json => KernelJson.Default.SharingPart;

    /// <summary>As a form says it.</summary>
    public static SharingPart Of(string? communityId, Audience? audience) => new(string.IsNullOrEmpty(communityId) ? null : communityId, audience ?? Audience.Everyone);

    /// <summary>Why this member may not put an item there; where it stands already it may stay.</summary>
    public Refusal? Refuse(CurrentMember me, SharingPart before) =>
        CommunityId is not null && CommunityId != before.CommunityId && me.RoleIn(CommunityId) is null
            ? new("foreign-community", "Choose a community that you belong to.") { Words = typeof(Words), Field = nameof(CommunityId) }
        : Audience is Audience.Community && CommunityId is null
            ? new("no-community", "Choose a community, or share with everyone.") { Words = typeof(Words), Field = nameof(Audience) }
        : null;
}

/// <summary>Orchard Core's TaxonomyField.</summary>
public sealed record TaxonomyField(string? TaxonomyContentItemId, IReadOnlyList<string> TermContentItemIds);

/// <summary>The topics of an item; the hub's own part around one taxonomy field.</summary>
public sealed record TopicsPart(TaxonomyField? Topics = null) : IPart<TopicsPart>
{
    /// <summary>The taxonomy that every hub has from its first recipe on.</summary>
    public const string TaxonomyId = "4topics0000000000000000000";

    public TopicsPart() : this((TaxonomyField?)null) { }
    public static string Name => nameof(TopicsPart);
    public static JsonTypeInfo<TopicsPart> Json => KernelJson.Default.TopicsPart;

    [JsonIgnore]
    public IReadOnlyList<string> TermIds => Topics?.TermContentItemIds ?? [];

    public static TopicsPart Of(IEnumerable<string> termIds) => new(new TaxonomyField(TaxonomyId, [.. termIds.Distinct()]));
}

/// <summary>Where an item came from, in its author's words for the relation.</summary>
public sealed record Source(string ContentItemId, string Relation);

public sealed record ProvenancePart(IReadOnlyList<Source>? Sources = null) : IPart<ProvenancePart>
{
    public const string Cites = "cites";
    public const string DistilledFrom = "distilled from";

    public ProvenancePart() : this((IReadOnlyList<Source>?)null) { }
    public static string Name => nameof(ProvenancePart);
    public static JsonTypeInfo<ProvenancePart> Json => KernelJson.Default.ProvenancePart;
}

/// <summary>Orchard Core's part of an item that stands in a list.</summary>
public sealed record ContainedPart(string? ListContentItemId = null, string? ListContentType = null) : IPart<ContainedPart>
{
    public ContainedPart() : this(null, null) { }
    public static string Name => nameof(ContainedPart);
    public static JsonTypeInfo<ContainedPart> Json => KernelJson.Default.ContainedPart;
}

[JsonSourceGenerationOptions(UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TitlePart))]
[JsonSerializable(typeof(AutoroutePart))]
[JsonSerializable(typeof(MarkdownBodyPart))]
[JsonSerializable(typeof(SharingPart))]
[JsonSerializable(typeof(TopicsPart))]
[JsonSerializable(typeof(ProvenancePart))]
[JsonSerializable(typeof(ContainedPart))]
internal sealed partial class KernelJson : JsonSerializerContext;
