namespace PracticeHub.Kernel.Data;

/// <summary>What the database itself does with a text; only for queries.</summary>
public static class DatabaseText
{
    /// <summary>The database's <c>lower</c>: SQLite knows the lower case of ASCII only.</summary>
    public static string Lower(string text) => throw new NotSupportedException($"Only a database does this, not the hub: {text.Length} characters.");
}
