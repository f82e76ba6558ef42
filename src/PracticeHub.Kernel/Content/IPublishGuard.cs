using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Content;

/// <summary>How much a change to what readers see means, as whoever makes it says.</summary>
public enum ChangeSize
{
    /// <summary>What it says is different.</summary>
    Real,
    /// <summary>A typo, the wording, a link.</summary>
    Small,
    /// <summary>Small, said once more by somebody who was told how much is different.</summary>
    SmallAllTheSame,
}

/// <summary>That readers are to see another version of an item that they see already.</summary>
/// <param name="BeforeVersionId">The version that they see until then.</param>
public sealed record Republication(string BeforeVersionId, string VersionId, ContentItem Item, Writer By, ChangeSize Size, string? Note);

/// <summary>
/// Looks at every republication, in its transaction: what others have vouched for does not change unnoticed. A module seam:
/// contribute one with <c>hub.AddService&lt;IPublishGuard, T&gt;()</c>; editors ask for the size by panels of the zone "edit".
/// </summary>
public interface IPublishGuard
{
    /// <summary>Null lets it be. It does not save; what it refuses leaves nothing behind.</summary>
    Task<Refusal?> LookAsync(Republication change, CancellationToken ct);
}

public static class PublishGuards
{
    extension(CurrentHub hub)
    {
        /// <summary>Whether somebody will look at small changes to what others have vouched for.</summary>
        public bool WatchesChanges => hub.Services<IPublishGuard>().Any();
    }
}
