using System.CommandLine;
using PracticeHub.Web.Commands;

namespace PracticeHub.Web;

/// <summary>The verbs of the host; without one it serves the hub.</summary>
internal static class CommandLine
{
    /// <summary>How long a verb, or the hub, has after Ctrl+C to take back what it has begun, before its process is ended.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static Task<int> RunAsync(string[] args)
    {
        var root = new RootCommand("PracticeHub: a hub for communities of practice. Without a command it serves the hub.")
        {
            RecipeCommand.Create(),
            ExportCommand.Create(),
            ReindexCommand.Create(),
            ImportCommand.Create(),
            UserCommand.Create(),
            DoctorCommand.Create(),
            SchemaCommand.Create(),
            BenchCommand.Create(),
        };
        root.SetAction((_, ct) => Serve.RunAsync(ct));
        return root.Parse(args).InvokeAsync(new() { ProcessTerminationTimeout = Patience });
    }
}
