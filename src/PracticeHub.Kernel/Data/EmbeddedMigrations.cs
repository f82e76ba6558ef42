using System.Reflection;

namespace PracticeHub.Kernel.Data;

/// <summary>Reads the schema scripts that an engine's assembly carries under <c>Migrations/</c>.</summary>
public static class EmbeddedMigrations
{
    private const string Folder = ".Migrations.";

    public static IReadOnlyList<MigrationScript> Of(Assembly assembly) =>
    [
        .. assembly.GetManifestResourceNames()
            .Where(name => name.Contains(Folder, StringComparison.Ordinal))
            .Select(name => new MigrationScript(name[(name.IndexOf(Folder, StringComparison.Ordinal) + Folder.Length)..], Read(assembly, name)))
            .OrderBy(script => script.Name, StringComparer.Ordinal),
    ];

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
