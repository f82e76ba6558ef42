using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Administration.Features.Audit;

/// <summary>A deed in words.</summary>
public sealed record AuditLine(AuditRow Row, string Who, string What, IReadOnlyList<HubChange> Changes);

/// <summary>Says what was done in the reader's language.</summary>
public sealed class AuditWords(AuditTrail trail, CurrentHub hub, IStringLocalizerFactory factory, IStringLocalizer<Startup> words)
{
    private readonly Dictionary<string, HubDeed> _deeds = trail.Deeds.ToDictionary(deed => deed.Verb, StringComparer.Ordinal);

    public AuditLine Line(AuditRow row)
    {
        var data = HubDeedData.Parse(row.Data);
        var deed = _deeds.GetValueOrDefault(row.Verb);
        var its = deed is null ? words : factory.Create(deed.Words);
        return new(row, WhoDid(row), deed is null ? $"{row.Verb}: {data.Subject}" : its[deed.Sentence, data.Subject],
            [.. data.Changes.Select(change => new HubChange(Name(its, change.What), Value(change.Before), Value(change.After)))]);
    }

    /// <summary>A path in a document is no word, and content types are named by whoever made them.</summary>
    private string Name(IStringLocalizer its, string what) =>
        what.StartsWith(HubDocumentChanges.Path, StringComparison.Ordinal) ? what : hub.State.Definitions.Type(what)?.DisplayName ?? its[Capital(what)];

    /// <summary>As the word stands in lists: the sums of a recipe begin with a small letter.</summary>
    internal static string Capital(string word) => word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..];

    private string? Value(string? value) => value switch
    {
        "true" => words["yes"],
        "false" => words["no"],
        _ => value,
    };

    private string WhoDid(AuditRow row) => row.DisplayName ?? row.ActorId switch
    {
        Writer.Hub => words["The hub itself"],
        Writer.Operator => words["The command line"],
        _ => words["Somebody who is gone"],
    };
}
