using System.IO.Compression;

namespace PracticeHub.Kernel.Recipes;

/// <summary>A recipe as it lies on a disk or came by upload: a JSON file, or a zip of <c>Recipe.json</c> and the files that it names.</summary>
public sealed class RecipePackage : IRecipeFiles, IDisposable
{
    /// <summary>What a recipe may hold once it is unpacked, in bytes; a file that it names may hold as much.</summary>
    public const long MostBytes = 1L << 30;
    private const int MostFiles = 100_000;
    private const string RecipeFile = "Recipe.json";

    private readonly ZipArchive? _zip;
    private readonly string? _folder;

    private RecipePackage(ZipArchive? zip, string? folder) => (_zip, _folder) = (zip, folder);

    public Recipe Recipe { get; private set; } = null!;

    /// <param name="folder">Where the files beside a JSON file are; null when there are none.</param>
    /// <exception cref="RecipeException">It is neither a recipe nor a zip with one.</exception>
    public static RecipePackage Read(Stream stream, string name, string? folder = null)
    {
        if (!name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return new RecipePackage(null, folder).With(new BoundedStream(stream, MostBytes), Path.GetFileName(name));
        }

        try
        {
            var package = new RecipePackage(new ZipArchive(stream, ZipArchiveMode.Read), null);
            if (package._zip!.Entries.Count > MostFiles)
            {
                throw new RecipeException($"{Path.GetFileName(name)} holds more than {MostFiles:N0} files.");
            }

            using var recipe = package.Open(RecipeFile);
            return package.With(recipe, RecipeFile);
        }
        catch (InvalidDataException broken)
        {
            throw new RecipeException($"{Path.GetFileName(name)} is not a zip file that can be read.", broken);
        }
    }

    public Stream Open(string path)
    {
        var parts = path.Replace('\\', '/').Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || path.StartsWith('/') || parts.Any(part => part is "." or ".." || part.Contains(':', StringComparison.Ordinal) || part.Contains('\0', StringComparison.Ordinal)))
        {
            throw new RecipeException($"The file {path} lies outside of the recipe.");
        }

        var inside = string.Join('/', parts);
        return (_zip, _folder) switch
        {
            ({ } zip, _) when zip.GetEntry(inside) is { } entry => new BoundedStream(entry.Open(), MostBytes),
            (null, { } folder) when File.Exists(Path.Combine(folder, inside)) => File.OpenRead(Path.Combine(folder, inside)),
            (null, null) => NoFiles.Instance.Open(path),
            _ => throw new RecipeException($"The recipe names the file {path}, which did not come with it."),
        };
    }

    public void Dispose() => _zip?.Dispose();

    private RecipePackage With(Stream json, string source)
    {
        Recipe = RecipeLibrary.Read(json, source) with { Files = this };
        return this;
    }

    /// <summary>Stops at a length, whatever a zip says of itself.</summary>
    private sealed class BoundedStream(Stream inner, long most) : Stream
    {
        private long _read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) => Counted(inner.Read(buffer));

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Counted(await inner.ReadAsync(buffer, cancellationToken));

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private int Counted(int read)
        {
            _read += read;
            return _read <= most ? read : throw new RecipeException($"A file of the recipe holds more than {most / (1 << 20):N0} MB.");
        }
    }
}
