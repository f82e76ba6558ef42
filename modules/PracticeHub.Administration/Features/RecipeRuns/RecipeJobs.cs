using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Recipes;

namespace PracticeHub.Administration.Features.RecipeRuns;

/// <summary>Tries and runs recipes behind the pages, one at a time on all nodes; a reader who leaves does not stop them.</summary>
public sealed partial class RecipeJobs : IHostedService, IDisposable
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(1);
    private static readonly Refusal Busy = new("recipe-busy", "A recipe is being tried or run already. Wait for it, or stop it.");
    private static readonly Refusal Gone = new("recipe-gone", "This recipe is no longer here: somebody has sent or run another one meanwhile.");

    private readonly JobFolder _folder;
    private readonly IServiceScopeFactory _scopes;
    private readonly RecipeLibrary _library;
    private readonly Ids _ids;
    private readonly TimeProvider _clock;
    private readonly ILogger<RecipeJobs> _logger;
    private readonly Lock _one = new();
    private Work? _work;

    public RecipeJobs(IConfiguration configuration, IServiceScopeFactory scopes, RecipeLibrary library, Ids ids, TimeProvider clock, ILogger<RecipeJobs> logger) =>
        (_folder, _scopes, _library, _ids, _clock, _logger) = (new(configuration), scopes, library, ids, clock, logger);

    /// <summary>What is being done on this node.</summary>
    private sealed class Work(RecipeJob job, IDisposable turn) : IProgress<RecipeProgress>, IDisposable
    {
        public RecipeJob Job { get; set; } = job;
        public CancellationTokenSource Stop { get; } = new();
        public bool IsStopping { get; set; }
        public Task Task { get; set; } = Task.CompletedTask;

        public void Report(RecipeProgress value) => Job = Job with { Progress = value };

        public void Dispose()
        {
            Stop.Dispose();
            turn.Dispose();
        }
    }

    /// <summary>The job that is under way, or was last; null when there is none.</summary>
    public RecipeJob? Current
    {
        get
        {
            if (_work is { } mine)
            {
                return mine.Job;
            }

            if (_folder.Read() is not { State: JobState.Running } job)
            {
                return _folder.Read();
            }

            using var turn = _folder.TryLock();
            return turn is null ? job : job with { State = JobState.CutOff };
        }
    }

    /// <summary>Begins to try one of the hub's own recipes.</summary>
    public Refusal? Try(Recipe recipe, Writer by) => Begin(new(_ids.New(), recipe.Name, IsPackage: false, IsTrial: true, by.UserName, _clock.GetUtcNow()), by, null);

    /// <summary>Takes a file in and begins to try what is in it.</summary>
    public Refusal? Try(string name, Stream content, Writer by) =>
        Begin(new(_ids.New(), name, IsPackage: true, IsTrial: true, by.UserName, _clock.GetUtcNow()), by, content);

    /// <summary>Runs what was tried.</summary>
    public Refusal? Run(string id, Writer by) => Current is { MayRun: true } tried && tried.Id == id
        ? Begin(new(id, tried.Name, tried.IsPackage, IsTrial: false, by.UserName, _clock.GetUtcNow()), by, null) : Gone;

    /// <summary>Stops a job; nothing of it stays.</summary>
    public void Stop(string id)
    {
        if (Current is { State: JobState.Running } job && job.Id == id)
        {
            _folder.AskToStop(job);
        }
    }

    /// <summary>Lets go of a file that was tried and is not to be run, and of what is told of the last job.</summary>
    public void Forget(string id)
    {
        using var turn = _folder.TryLock();
        if (turn is not null && _folder.Read()?.Id == id)
        {
            _folder.Forget();
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>A job does not outlive its node: what it did is taken back.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (_work is { } mine)
        {
            mine.IsStopping = true;
            await mine.Stop.CancelAsync();
            await mine.Task.WaitAsync(cancellationToken);
        }
    }

    public void Dispose() => _work?.Stop.Cancel();

    [SuppressMessage("Reliability", "CA2000", Justification = "The job disposes of its work when it ends.")]
    private Refusal? Begin(RecipeJob job, Writer by, Stream? content)
    {
        lock (_one)
        {
            if (_work is not null || _folder.TryLock() is not { } turn)
            {
                return Busy;
            }

            _folder.Clean(except: job.IsTrial ? null : job);
            if (content is not null)
            {
                using var package = File.Create(_folder.PackageOf(job));
                content.CopyTo(package);
            }

            _folder.Write(job);
            var work = _work = new(job, turn);
            // Neither the request's culture nor its trace belong to what goes on after it.
            using (ExecutionContext.SuppressFlow())
            {
                work.Task = Task.Run(() => WorkAsync(work, by));
            }

            return null;
        }
    }

    private async Task WorkAsync(Work work, Writer by)
    {
        try
        {
            using var isOver = new CancellationTokenSource();
            var beats = BeatAsync(work, isOver.Token);
            var ended = await EndAsync(work, by);
            await isOver.CancelAsync();
            await beats;
            _folder.Write(ended);
            _folder.Clean(except: ended.MayRun ? ended : null);
        }
        catch (Exception broken) when (broken is IOException or UnauthorizedAccessException)
        {
            LogFailed(broken, work.Job.Id);
        }
        finally
        {
            _work = null;
            work.Dispose();
        }
    }

    private async Task<RecipeJob> EndAsync(Work work, Writer by)
    {
        try
        {
            var report = await CarryOutAsync(work, by, work.Stop.Token);
            return work.Job.With(report);
        }
        catch (RecipeException refused)
        {
            return work.Job with { State = JobState.Failed, Error = refused.Message };
        }
        catch (Exception) when (work.Stop.IsCancellationRequested)
        {
            return work.Job with { State = work.IsStopping ? JobState.CutOff : JobState.Cancelled };
        }
        catch (Exception broken)
        {
            LogFailed(broken, work.Job.Id);
            return work.Job with { State = JobState.Failed };
        }
    }

    private async Task<RecipeReport> CarryOutAsync(Work work, Writer by, CancellationToken ct)
    {
        var job = work.Job;
        await using var scope = _scopes.CreateAsyncScope();
        using var package = job.IsPackage ? RecipePackage.Read(File.OpenRead(_folder.PackageOf(job)), job.Name) : null;
        var recipe = package?.Recipe ?? _library.Find(job.Name) ?? throw new RecipeException($"There is no recipe named {job.Name}.");
        var runner = scope.ServiceProvider.GetRequiredService<RecipeRunner>();
        var parameters = await runner.ParametersAsync(by, ct);
        var run = job.IsTrial ? await runner.TryAsync(recipe, parameters, by, ct, work) : await runner.RunAsync(recipe, parameters, by, ct, work);
        return run.Report;
    }

    /// <summary>Tells the other nodes how far it is, and hears from them when somebody wants it to stop.</summary>
    private async Task BeatAsync(Work work, CancellationToken ct)
    {
        using var timer = new PeriodicTimer(Beat);
        try
        {
            while (await timer.WaitForNextTickAsync(ct))
            {
                _folder.Write(work.Job);
                if (_folder.IsAskedToStop(work.Job))
                {
                    await work.Stop.CancelAsync();
                }
            }
        }
        catch (OperationCanceledException)
        {
            // It is over.
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The recipe of job {Job} failed, and nothing of it was kept")]
    private partial void LogFailed(Exception exception, string job);
}
