namespace PracticeHub.Kernel.Fields;

/// <summary>
/// What the editor of a media field asks of the library. A module seam: contribute one with <c>hub.AddService&lt;IMediaFinder, T&gt;()</c>;
/// there is none while the library is off.
/// </summary>
public interface IMediaFinder
{
    /// <summary>Of those files that the member may have: what one sees in them, by path; empty where nobody has said.</summary>
    Task<IReadOnlyDictionary<string, string>> TextsOfAsync(IReadOnlyCollection<string> paths, CancellationToken ct);
}
