using Microsoft.Extensions.Configuration;

namespace PracticeHub.Kernel.Data;

/// <summary>Where the hub keeps what is not in the database; with SQLite, the database too.</summary>
public static class DataFolder
{
    /// <summary>Beside the working directory unless configured.</summary>
    public static string Of(IConfiguration configuration) => configuration["Hub:DataFolder"] ?? Path.Combine(Environment.CurrentDirectory, "App_Data");
}
