using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Media.Features.Library;

/// <summary>A file of the media library. What is in it is kept apart, so that nobody needs all of it in memory to serve a part.</summary>
public sealed class MediaFile
{
    /// <summary>Relative to the library, with slashes: <c>photos/desk.jpg</c>.</summary>
    public required string Path { get; init; }
    /// <summary>Which chunks are its own; new content gets new ones.</summary>
    public required string ContentId { get; set; }
    /// <summary>Of the content, SHA-256 in lower case hex.</summary>
    public required string Hash { get; set; }
    /// <summary>In bytes.</summary>
    public required int Size { get; set; }
    /// <summary>Of the content as it was recognised, never of the name.</summary>
    public required string ContentType { get; set; }
    public required string OwnerId { get; set; }
    public required DateTimeOffset AtUtc { get; set; }
    /// <summary>Where it lies, empty at the top of the library; what the path begins with.</summary>
    public required string Folder { get; init; }
    /// <summary>What one sees in a picture, for those who do not see it. A picture without it is not ready to be used.</summary>
    public string Alt { get; set; } = "";
    /// <summary>In pixels, as it is shown upright; 0 for what the hub does not show at other sizes.</summary>
    public int Width { get; set; }
    /// <inheritdoc cref="Width"/>
    public int Height { get; set; }

    public string Name => MediaPath.NameOf(Path);

    public bool IsImage => MediaType.IsImage(ContentType);

    /// <summary>Whether the hub lets it be used: a picture says what one sees in it.</summary>
    public bool IsReady => !IsImage || Alt.Length > 0;
}

/// <summary>A folder, also one in which nothing lies yet.</summary>
public sealed class MediaFolder
{
    public required string Path { get; init; }
    /// <summary>Empty for a folder at the top of the library.</summary>
    public required string Parent { get; init; }
}

/// <summary>A stretch of a file.</summary>
public sealed class MediaChunk
{
    /// <summary>In bytes; only the last chunk of a file is shorter.</summary>
    public const int Size = 256 * 1024;

    public required string ContentId { get; init; }
    public required int Number { get; init; }
    public required byte[] Bytes { get; init; }
}

/// <summary>That an item shows a file or links to it.</summary>
public sealed class MediaUse
{
    public required string Path { get; init; }
    public required string ItemId { get; init; }
    /// <summary>
    /// Whether those who may read the item may have the file. Only who has a file can give it on: otherwise anybody could write
    /// its path into an item of their own and read it there.
    /// </summary>
    public bool IsGranted { get; set; }
}

internal sealed class MediaConfiguration : IEntityTypeConfiguration<MediaFile>, IEntityTypeConfiguration<MediaChunk>, IEntityTypeConfiguration<MediaUse>, IEntityTypeConfiguration<MediaFolder>
{
    public const int PathLength = 400;
    public const int AltLength = 1000;

    public void Configure(EntityTypeBuilder<MediaFile> builder)
    {
        builder.ToTable("media_file");
        builder.HasKey(f => f.Path);
        builder.Property(f => f.Path).HasMaxLength(PathLength);
        builder.Property(f => f.Hash).HasMaxLength(64);
        builder.Property(f => f.ContentType).HasMaxLength(100);
        builder.HasIndex(f => new { f.Folder, f.Path });
        builder.Property(f => f.Folder).HasMaxLength(PathLength);
        builder.Property(f => f.Alt).HasMaxLength(AltLength);
    }

    public void Configure(EntityTypeBuilder<MediaFolder> builder)
    {
        builder.ToTable("media_folder");
        builder.HasKey(f => f.Path);
        builder.HasIndex(f => new { f.Parent, f.Path });
        builder.Property(f => f.Path).HasMaxLength(PathLength);
        builder.Property(f => f.Parent).HasMaxLength(PathLength);
    }

    public void Configure(EntityTypeBuilder<MediaChunk> builder)
    {
        builder.ToTable("media_chunk");
        builder.HasKey(c => new { c.ContentId, c.Number });
    }

    public void Configure(EntityTypeBuilder<MediaUse> builder)
    {
        builder.ToTable("media_use");
        builder.HasKey(u => new { u.Path, u.ItemId });
        builder.HasIndex(u => u.ItemId);
        builder.Property(u => u.Path).HasMaxLength(PathLength);
    }
}

internal static class MediaQueries
{
    extension(HubDb db)
    {
        public DbSet<MediaFile> MediaFiles => db.Set<MediaFile>();

        public DbSet<MediaFolder> MediaFolders => db.Set<MediaFolder>();

        public DbSet<MediaUse> MediaUses => db.Set<MediaUse>();
    }

    extension(IQueryable<MediaFile> files)
    {
        /// <summary>The files in a folder and below it: what comes behind the slash ends them, so they are a stretch of the index.</summary>
        public IQueryable<MediaFile> Below(string folder)
        {
            var (first, end) = (folder + "/", folder + "0");
            return files.Where(f => string.Compare(f.Path, first) > 0 && string.Compare(f.Path, end) < 0);
        }
    }
}
