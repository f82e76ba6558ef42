using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Data;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Web;
using PracticeHub.Web.Commands;

[assembly: AssemblyFixture(typeof(SqliteHub))]
[assembly: AssemblyFixture(typeof(PostgresHub))]

namespace PracticeHub.Tests.Infrastructure;

/// <summary>A whole hub on its own database, served over HTTP on a free port; every test makes its own rows in it.</summary>
public abstract class TestHub : IAsyncLifetime
{
    private static readonly ConcurrentDictionary<(string Provider, string Environment), Lazy<Task<TestHub>>> Templates = [];

    private WebApplication? _app;
    private string _database = "";
    private readonly string _folder = Directory.CreateTempSubdirectory("practicehub-").FullName;

    internal TestClock Clock { get; } = TestClock.InTheWeek();

    /// <summary>What an operator would read, warnings and worse.</summary>
    internal TestLog Logged { get; } = new();

    /// <summary>What befalls this hub's database; nothing unless a test with a hub of its own says so.</summary>
    internal Faults Faults { get; } = new() { IsOfWrites = true };

    internal abstract string Provider { get; }

    /// <summary>For tests that do to the database what nobody should.</summary>
    internal string ConnectionString => _database;

    /// <summary>Where it keeps what is not in the database.</summary>
    internal string Folder => _folder;

    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>The environment's name; in Development the hub holds the demo content and its people instead of the cast.</summary>
    public string Environment { get; init; } = "Production";

    /// <summary>What an operator has configured besides; read when the hub starts.</summary>
    internal Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Other words than the hub's own, for a test that asks whether it has any of its own.</summary>
    internal IStringLocalizerFactory? Words { get; init; }

    private bool IsDemo => Environment == "Development";

    /// <summary>Whether it begins as every other hub of its kind does, and so may begin as a copy of one.</summary>
    private bool IsPlain => Settings.Count == 0 && Words is null;

    public IServiceProvider Services => _app!.Services;

    public async ValueTask InitializeAsync()
    {
        if (IsPlain)
        {
            var template = await Templates.GetOrAdd((Provider, Environment), _ => new(() => PlantTemplateAsync(New(Environment)))).Value;
            _database = await CreateDatabaseAsync(template._database);
            foreach (var file in Directory.EnumerateFiles(template._folder, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(_folder, Path.GetRelativePath(template._folder, file));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(file, copy);
            }

            await StartAsync();
        }
        else
        {
            _database = await CreateDatabaseAsync(template: null);
            await PlantAsync();
        }
    }

    private static async Task<TestHub> PlantTemplateAsync(TestHub template)
    {
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(template._folder, recursive: true);
        template._database = await template.CreateDatabaseAsync(template: null);
        await template.PlantAsync();
        await template.SettleAsync();
        await template._app!.StopAsync();
        await template._app.DisposeAsync();
        return template;
    }

    private async Task PlantAsync()
    {
        await StartAsync();
        if (!IsDemo)
        {
            await Cast.PlantAsync(this);
        }
    }

    /// <summary>Starts the hub's process anew on the same database.</summary>
    public async Task RestartAsync()
    {
        await _app!.DisposeAsync();
        await StartAsync();
    }

    /// <summary>Ends what the hub does by itself, for a test in which others work on its database; its services stay.</summary>
    public Task StopAsync() => _app!.StopAsync();

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
        {
            await _app.StopAsync();
            // Whatever would hold it up for ever fails by name instead.
            await _app.DisposeAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2));
        }

        await DropDatabaseAsync(_database);
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Another hub on a fresh database of the same kind, for tests that move the clock or break things.</summary>
    public async Task<TestHub> FreshAsync(string environment = "Production", params (string Key, string Value)[] settings)
    {
        var fresh = New(environment);
        settings.ToList().ForEach(s => fresh.Settings[s.Key] = s.Value);
        await fresh.InitializeAsync();
        return fresh;
    }

    /// <summary>Work with the hub's own services, in a scope of its own.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> work)
    {
        await using var scope = Services.CreateAsyncScope();
        return await work(scope.ServiceProvider);
    }

    /// <inheritdoc cref="InScopeAsync{T}"/>
    public Task<T> InDbAsync<T>(Func<HubDb, Task<T>> work) => InScopeAsync(services => work(services.GetRequiredService<HubDb>()));

    /// <summary>Waits until everything that follows from what was done has happened.</summary>
    public async Task SettleAsync() =>
        Assert.True(await Services.GetRequiredService<ActivityPump>().CatchUpAsync(TestContext.Current.CancellationToken, TimeSpan.FromSeconds(30)));

    /// <summary>A browser without a person in it.</summary>
    public Browser Visitor() => new(Address);

    /// <summary>A browser in which one of the cast has signed in.</summary>
    public async Task<Browser> AsAsync(string userName)
    {
        var browser = Visitor();
        await browser.SignInAsync(userName, Cast.Password);
        return browser;
    }

    protected abstract TestHub New(string environment);

    protected abstract Task<string> CreateDatabaseAsync(string? template);

    protected abstract Task DropDatabaseAsync(string connectionString);

    private async Task StartAsync()
    {
        _app = HubApplication.Build(["--environment", Environment], builder =>
        {
            builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Hub:Database:Provider"] = Provider,
                ["Hub:Database:ConnectionString"] = _database,
                ["Hub:DataFolder"] = _folder,
                ["Hub:Recipe"] = IsDemo ? "Demo" : "Hub",
            });
            builder.Configuration.AddInMemoryCollection(Settings);
            builder.Logging.ClearProviders().AddProvider(Logged).AddConsole().SetMinimumLevel(LogLevel.Warning);
            builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", level => level >= LogLevel.Warning && !Faults.IsSet);
            builder.Logging.AddFilter("PracticeHub.Kernel.Workflows", level => level >= LogLevel.Warning && !Faults.IsSet);
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            builder.Services.AddSingleton<TimeProvider>(Clock);
            // Hundreds sign in, and no password here is worth guarding.
            builder.Services.Configure<PasswordHasherOptions>(options => options.IterationCount = 1);
            if (Words is not null)
            {
                builder.Services.AddSingleton(Words);
            }

            builder.Services.ConfigureDbContext<HubDb>(options => options.EnableThreadSafetyChecks().AddInterceptors(Faults).ConfigureWarnings(warnings => warnings.Throw(
                CoreEventId.RowLimitingOperationWithoutOrderByWarning, RelationalEventId.MultipleCollectionIncludeWarning)));
        });
        await Serve.PrepareAsync(_app, CancellationToken.None);
        await _app.StartAsync();
        Address = new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }
}

public sealed class SqliteHub : TestHub
{
    internal override string Provider => "Sqlite";

    protected override TestHub New(string environment) => new SqliteHub { Environment = environment };

    protected override Task<string> CreateDatabaseAsync(string? template) => Task.FromResult(TestDatabases.CreateSqlite(template));

    protected override Task DropDatabaseAsync(string connectionString) => Task.CompletedTask;
}

public sealed class PostgresHub : TestHub
{
    internal override string Provider => "Postgres";

    protected override TestHub New(string environment) => new PostgresHub { Environment = environment };

    protected override Task<string> CreateDatabaseAsync(string? template) => TestDatabases.CreatePostgresAsync(template);

    protected override Task DropDatabaseAsync(string connectionString) => TestDatabases.DropPostgresAsync(connectionString);
}
