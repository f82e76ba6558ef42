using PracticeHub.Kernel.Content;

namespace PracticeHub.Kernel.Import;

/// <summary>
/// Brings one kind of content in from files. A module seam: contribute one with <c>hub.AddService&lt;IImporter, T&gt;()</c>; it is
/// then a verb of the command line. The whole import is one transaction, opened by <see cref="ImportRunner"/>.
/// </summary>
public interface IImporter
{
    /// <summary>What one types: notes, links, practices.</summary>
    string Name { get; }

    /// <summary>English, one line, for the help of the command line.</summary>
    string Description { get; }

    /// <param name="progress">For lines that say how far it is; the report itself is printed by the caller.</param>
    /// <exception cref="ImportException">The input cannot be read; nothing is then changed.</exception>
    Task<ImportReport> ImportAsync(ImportRequest request, TextWriter progress, CancellationToken ct);
}

/// <summary>What to import and in whose name.</summary>
/// <param name="Path">A file or folder; known to exist.</param>
/// <param name="CommunityId">Where the items shall stand; null for no community.</param>
public sealed record ImportRequest(string Path, string? CommunityId, Writer By)
{
    /// <summary>What stands in a community is for its readers; the rest is for everyone.</summary>
    public SharingPart Sharing => new(CommunityId, CommunityId is null ? Audience.Everyone : Audience.Community);
}

/// <summary>An import that cannot be carried out, with the file and line that are to blame.</summary>
public sealed class ImportException(string message) : Exception(message);
