using PracticeHub.Kernel.Security;

namespace PracticeHub.Kernel.Content;

/// <summary>
/// Fills read models when an item changes, in the transaction that changes it. A module seam: contribute one with
/// <c>hub.AddService&lt;IProjection, T&gt;()</c>.
/// </summary>
public interface IProjection
{
    /// <summary>The content type it is for; null for every type.</summary>
    string? Type { get; }

    Task ProjectAsync(Projection projection, CancellationToken ct);

    /// <summary>After everybody else: a last touch to what readers see.</summary>
    Task CompleteAsync(Projection projection, CancellationToken ct) => Task.CompletedTask;
}

/// <summary>What one item looks like to those who read, list and search it.</summary>
public sealed class Projection
{
    /// <summary>What readers see: the published version, or the draft of an item never published.</summary>
    public required ContentItem Item { get; init; }
    public required Card Card { get; init; }
    public required Community? Community { get; init; }
    /// <summary>Whether nothing of the item has been written yet, so that there is nothing to look for.</summary>
    public required bool IsNew { get; init; }
    /// <summary>Sanitized HTML.</summary>
    public string Html { get; set; } = "";
    /// <summary>Plain text for search.</summary>
    public string Text { get; set; } = "";
    /// <summary>What the head of its page says beyond the card; null for most.</summary>
    public ItemHead? Head { get; set; }
    public List<(string ToId, string Relation)> Links { get; } = [];
    /// <summary>What else lists filter and count by, as by topics: <c>~book</c>, <c>~paid</c>. At most 26 characters; the tilde keeps them apart from ids.</summary>
    public HashSet<string> Facets { get; } = [];
}
