using System.IO.Compression;

namespace PracticeHub.Kernel.Recipes;

/// <summary>A recipe as it lies on a disk or came by upload: a JSON file, or a zip of one and the files that it names.</summary>
public sealed class RecipePackage : IRecipeFiles, IDisposable
{
    /// <summary>What a recipe may hold once it is unpacked, in bytes.</summary>
    public const long MostBytes = 256L << 20;
    private const long MostBytesOfFile = 1L << 30;
    private const int MostFiles = 100_000;
    private const int MostBeside = 100;
    private const string RecipeFile = "Recipe.json";
    private const string Suffix = ".recipe.json";

    private readonly ZipArchive? _zip;
    private readonly string? _folder;
    private readonly string? _root;
    private readonly string _within;
    private Stream? _json;

    /// <param name="within">The folder of the zip in which its recipe lies: paths begin there, and may lead anywhere in the zip.</param>
    private RecipePackage(ZipArchive? zip, string? folder, string? root, string within = "") => (_zip, _folder, _root, _within) = (zip, folder, root ?? folder, within);

    public Recipe Recipe { get; private set; } = null!;

    /// <param name="stream">The package's from now on; one that can be read again from its beginning.</param>
    /// <param name="folder">Where a JSON file lies, which its paths are relative to; null when it came without one.</param>
    /// <param name="root">The folder out of which no path may lead; the recipe's own unless told.</param>
    /// <exception cref="RecipeException">It is neither a recipe nor a zip with one.</exception>
    public static RecipePackage Read(Stream stream, string name, string? folder = null, string? root = null)
    {
        if (!name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            return new RecipePackage(null, folder, root).With(stream, Path.GetFileName(name)).Called(name);
        }

        try
        {
            var zip = new ZipArchive(stream, ZipArchiveMode.Read);
            if (zip.Entries.Count > MostFiles)
            {
                throw new RecipeException($"{Path.GetFileName(name)} holds more than {MostFiles:N0} files.");
            }

            var recipe = RecipeIn(zip, Path.GetFileName(name));
            var package = new RecipePackage(zip, null, null, Path.GetDirectoryName(recipe)!);
            return package.With(() => new BoundedStream(package.Open(Path.GetFileName(recipe)), MostBytes), recipe).Called(name);
        }
        catch (InvalidDataException broken)
        {
            throw new RecipeException($"{Path.GetFileName(name)} is not a zip file that can be read.", broken);
        }
    }

    public Stream Open(string path)
    {
        if (IsOutside(path))
        {
            throw new RecipeException($"The file {path} lies outside of the recipe.");
        }

        return (_zip, _folder) switch
        {
            ({ } zip, _) when zip.GetEntry(Inside(Path.Combine(_within, path))) is { } entry => new BoundedStream(entry.Open(), MostBytesOfFile),
            (null, { } folder) when File.Exists(Path.Combine(folder, path)) => File.OpenRead(Path.Combine(folder, path)),
            (null, null) => NoFiles.Instance.Open(path),
            _ => throw new RecipeException($"The recipe names the file {path}, which did not come with it."),
        };
    }

    public bool IsOutside(string path) =>
        // A zip is its own root; the name of a folder that nothing else has stands for it.
        _zip is null && _folder is not null ? LeadsOut(path, Path.GetFullPath(_folder), Path.GetFullPath(_root!)) : LeadsOut(path, "/recipe/" + _within, "/recipe");

    internal static bool LeadsOut(string path, string folder, string root)
    {
        if (path.Length == 0 || path.Any(char.IsControl) || path.Contains(':', StringComparison.Ordinal) || Path.IsPathRooted(path) || path.StartsWith('\\'))
        {
            return true;
        }

        var full = Path.GetFullPath(Path.Combine(folder, path.Replace('\\', '/')));
        return !full.StartsWith(Path.TrimEndingDirectorySeparator(root) + Path.DirectorySeparatorChar, StringComparison.Ordinal);
    }

    public Recipe? Find(string name)
    {
        var beside = _zip is { } zip
            ? zip.Entries.Where(e => e.FullName.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)).Select(e => (Func<Stream>)(() => new BoundedStream(e.Open(), MostBytes)))
            : _folder is { } folder ? Directory.EnumerateFiles(folder, "*" + Suffix).Order(StringComparer.Ordinal).Select(f => (Func<Stream>)(() => File.OpenRead(f))) : [];
        foreach (var open in beside.Take(MostBeside))
        {
            using var stream = open();
            if (RecipeLibrary.Read(stream, name) is var recipe && string.Equals(recipe.Name, name, StringComparison.OrdinalIgnoreCase))
            {
                return recipe with { Files = this };
            }
        }

        return null;
    }

    public void Dispose()
    {
        _zip?.Dispose();
        _json?.Dispose();
    }

    /// <summary>Recipe.json, or else the only recipe there is: at the top, or in a folder where a whole one was zipped.</summary>
    private static string RecipeIn(ZipArchive zip, string name)
    {
        // What begins with a dot is what a Mac notes about the file beside it.
        var files = zip.Entries.Where(e => e.Name.Length > 0 && e.Name[0] != '.' && Inside(e.FullName) == e.FullName).Select(e => e.FullName).ToList();
        var found = files.Contains(RecipeFile) ? [RecipeFile] : files.FindAll(file => Path.GetFileName(file) == RecipeFile);
        found = found.Count > 0 ? found : files.FindAll(file => file.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase));
        return found switch
        {
            [var only] => only,
            [] => throw new RecipeException($"{name} holds no Recipe.json."),
            _ => throw new RecipeException($"{name} holds several recipes, as {found[0]} and {found[1]}. Name the one that is meant Recipe.json."),
        };
    }

    private static string Inside(string path) => Path.GetFullPath("/" + path.Replace('\\', '/'))[1..];

    /// <summary>An export says nothing of what it is called; people know it by its file.</summary>
    private RecipePackage Called(string file)
    {
        Recipe = Recipe.DisplayName.Length > 0 ? Recipe : Recipe with { DisplayName = Path.GetFileName(file) };
        return this;
    }

    private RecipePackage With(Stream json, string source)
    {
        _json = json;
        return With(() => new BoundedStream(json, MostBytes, isShared: true), source);
    }

    private RecipePackage With(Func<Stream> open, string source)
    {
        Recipe = RecipeLibrary.Read(open, source) with { Files = this };
        return this;
    }

    /// <summary>Stops at a length, whatever a zip says of itself.</summary>
    /// <param name="isShared">Whether others read the inner stream too, from its beginning and each at a place of their own.</param>
    private sealed class BoundedStream(Stream inner, long most, bool isShared = false) : Stream
    {
        private long _read;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => throw new NotSupportedException();
        public override long Position { get => _read; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            Return();
            return Counted(inner.Read(buffer));
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Return();
            return Counted(await inner.ReadAsync(buffer, cancellationToken));
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
        public override void SetLength(long value) => throw new NotSupportedException();
        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing && !isShared)
            {
                inner.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Return()
        {
            if (isShared)
            {
                inner.Position = _read;
            }
        }

        private int Counted(int read)
        {
            _read += read;
            return _read <= most ? read : throw new RecipeException($"A file of the recipe holds more than {most / (1 << 20):N0} MB.");
        }
    }
}
