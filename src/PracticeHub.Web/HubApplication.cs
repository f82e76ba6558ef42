using System.Reflection;
using Microsoft.AspNetCore.DataProtection;
using PracticeHub.Data.Postgres;
using PracticeHub.Data.Sqlite;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;

namespace PracticeHub.Web;

/// <summary>The composition root: finds modules and themes beside itself, chooses the database, and lines up the request's way.</summary>
public static class HubApplication
{
    /// <summary>Requests with a larger body are refused with 413.</summary>
    public const long MostBytes = 2 * 1024 * 1024;

    /// <param name="configure">The last word on configuration and services; tests set the clock here.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(HubApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.AddServerHeader = false;
            options.Limits.MaxRequestBodySize = MostBytes;
        });
        // Standard output belongs to what a verb prints.
        builder.Logging.AddConsole(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        configure?.Invoke(builder);
        var catalog = new ModuleCatalog(ModuleAssemblies());
        builder.Services.AddKernel(catalog, ChooseEngine(builder.Configuration), Path.Combine(AppContext.BaseDirectory, "recipes"));
        builder.Services.AddDataProtection().SetApplicationName("PracticeHub").PersistKeysToFileSystem(new(Path.Combine(DataFolder.Of(builder.Configuration), "keys")));
        HubPages.Add(builder.Services, catalog);
        var app = builder.Build();
        HubPages.Use(app, catalog);
        return app;
    }

    private static DatabaseEngine ChooseEngine(IConfiguration configuration)
    {
        var connection = configuration["Hub:Database:ConnectionString"];
        return configuration["Hub:Database:Provider"] switch
        {
            null or "" or "Sqlite" => new SqliteEngine(
                connection ?? $"Data Source={Path.Combine(DataFolder.Of(configuration), "hub.db")}", configuration.GetValue<TimeSpan?>("Hub:Database:Patience")),
            "Postgres" => new PostgresEngine(connection ?? throw new InvalidOperationException("Hub:Database:ConnectionString is missing.")),
            var other => throw new InvalidOperationException($"Hub:Database:Provider is {other}, but must be Sqlite or Postgres."),
        };
    }

    /// <summary>Every assembly of the house that the host was built with; those with a manifest are modules.</summary>
    private static IEnumerable<Assembly> ModuleAssemblies() =>
        Directory.EnumerateFiles(AppContext.BaseDirectory, "PracticeHub.*.dll")
            .Select(Path.GetFileNameWithoutExtension)
            .Where(name => !name!.Contains("Test", StringComparison.Ordinal) && !name.Contains(".Web", StringComparison.Ordinal))
            .Select(name => Assembly.Load(name!));
}
