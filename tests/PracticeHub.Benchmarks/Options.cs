using System.CommandLine;

namespace PracticeHub.Benchmarks;

/// <summary>The command line, read into a plan.</summary>
internal sealed class Options
{
    private readonly Option<string> _hub = new("--hub") { Required = true };
    private readonly Option<string> _baseline = new("--baseline") { Required = true };
    private readonly Option<string> _work = new("--work") { Required = true };
    private readonly Option<string> _logs = new("--logs") { Required = true };
    private readonly Option<string> _report = new("--report") { Required = true };
    private readonly Option<string> _command = new("--command") { DefaultValueFactory = _ => "./bench.sh" };
    private readonly Option<int[]> _sizes = new("--sizes") { AllowMultipleArgumentsPerToken = true };
    private readonly Option<bool> _sqlite = new("--sqlite");
    private readonly Option<string?> _postgres = new("--postgres");
    private readonly Option<string> _postgresVersion = new("--postgres-version") { DefaultValueFactory = _ => "" };
    private readonly Option<int> _connections = new("--connections") { DefaultValueFactory = _ => 8 };
    private readonly Option<int> _warmUp = new("--warm-up") { DefaultValueFactory = _ => 2 };
    private readonly Option<int> _seconds = new("--seconds") { DefaultValueFactory = _ => 6 };
    private readonly Option<int> _mixedSeconds = new("--mixed-seconds") { DefaultValueFactory = _ => 60 };
    private readonly Option<int> _workflowSeconds = new("--workflow-seconds") { DefaultValueFactory = _ => 10 };
    private readonly Option<bool> _workflowsOnly = new("--workflows-only");

    public void AddTo(RootCommand command)
    {
        foreach (var option in new Option[]
        {
            _hub, _baseline, _work, _logs, _report, _command, _sizes, _sqlite, _postgres, _postgresVersion,
            _connections, _warmUp, _seconds, _mixedSeconds, _workflowSeconds, _workflowsOnly,
        })
        {
            command.Options.Add(option);
        }
    }

    public Plan Read(ParseResult parsed) => new()
    {
        HubDll = Path.GetFullPath(parsed.GetRequiredValue(_hub)),
        BaselineDll = Path.GetFullPath(parsed.GetRequiredValue(_baseline)),
        WorkDirectory = Path.GetFullPath(parsed.GetRequiredValue(_work)),
        LogDirectory = Path.GetFullPath(parsed.GetRequiredValue(_logs)),
        Report = Path.GetFullPath(parsed.GetRequiredValue(_report)),
        Command = parsed.GetRequiredValue(_command),
        Databases = [.. DatabasesIn(parsed)],
        Sizes = [.. (parsed.GetValue(_sizes) ?? []).Order()],
        Connections = parsed.GetRequiredValue(_connections),
        WarmUp = TimeSpan.FromSeconds(parsed.GetRequiredValue(_warmUp)),
        Duration = TimeSpan.FromSeconds(parsed.GetRequiredValue(_seconds)),
        MixedDuration = TimeSpan.FromSeconds(parsed.GetRequiredValue(_mixedSeconds)),
        WorkflowDuration = TimeSpan.FromSeconds(parsed.GetRequiredValue(_workflowSeconds)),
        IsOfWorkflowsOnly = parsed.GetValue(_workflowsOnly),
    };

    private IEnumerable<Database> DatabasesIn(ParseResult parsed)
    {
        if (parsed.GetValue(_sqlite))
        {
            yield return Database.Sqlite;
        }

        if (parsed.GetValue(_postgres) is { } server)
        {
            yield return Database.Postgres(server, parsed.GetRequiredValue(_postgresVersion));
        }
    }
}
