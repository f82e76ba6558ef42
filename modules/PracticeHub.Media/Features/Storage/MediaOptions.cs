using Microsoft.Extensions.Configuration;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Media.Features.Storage;

/// <summary>What whoever runs the hub has chosen for files: the section <c>Hub:Media</c>.</summary>
/// <param name="MostBytes">What one file may hold.</param>
/// <param name="IsOnDisk">Whether new files go into the folder; otherwise into the database. Those that are elsewhere stay and are served.</param>
/// <param name="Folder">Of the hub alone, shared by all its nodes.</param>
public sealed record MediaOptions(int MostBytes, bool IsOnDisk, string Folder)
{
    /// <summary>As Orchard Core has it.</summary>
    private const int DefaultMostBytes = 30_000_000;
    /// <summary>Without script one form carries several files.</summary>
    private const int FilesInAForm = 4;
    private const int RestOfAForm = 1 << 20;

    public long MostBytesOfAForm => ((long)MostBytes * FilesInAForm) + RestOfAForm;

    public int MostMegabytes => MostBytes / 1_000_000;

    /// <exception cref="InvalidOperationException">What is configured makes no sense.</exception>
    public static MediaOptions From(IConfiguration configuration) => new(
        configuration.GetValue<int?>("Hub:Media:MostBytes") ?? DefaultMostBytes,
        configuration["Hub:Media:Store"] switch
        {
            null or "" or "Database" => false,
            "Disk" => true,
            var other => throw new InvalidOperationException($"Hub:Media:Store is {other}, but must be Database or Disk."),
        },
        Path.Combine(DataFolder.Of(configuration), "media"));
}
