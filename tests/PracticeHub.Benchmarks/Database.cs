namespace PracticeHub.Benchmarks;

/// <summary>A kind of database and where a hub of a size finds its own.</summary>
/// <param name="Name">As people call it, with its version where known.</param>
/// <param name="Provider">As the hub's configuration calls it.</param>
internal sealed record Database(string Name, string Provider, Func<string, string, string> ConnectionString)
{
    public static Database Sqlite { get; } =
        new("SQLite", "Sqlite", (directory, _) => $"Data Source={Path.Combine(directory, "hub.db")}");

    /// <summary>The databases are there already, one a hub.</summary>
    public static Database Postgres(string server, string version) =>
        new($"PostgreSQL {version}".TrimEnd(), "Postgres", (_, name) => $"{server};Database=bench_{name}");
}
