namespace PracticeHub.Tests.Infrastructure;

/// <summary>The checkout that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string start)
    {
        for (var directory = new DirectoryInfo(start); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "PracticeHub.sln")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException($"No PracticeHub.sln above {start}.");
    }
}
