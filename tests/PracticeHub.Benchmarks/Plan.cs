namespace PracticeHub.Benchmarks;

/// <summary>What one run measures, and for how long.</summary>
internal sealed record Plan
{
    /// <summary>Published programs.</summary>
    public required string HubDll { get; init; }

    public required string BaselineDll { get; init; }

    /// <summary>Where hubs and their SQLite files are made; emptied by whoever made it.</summary>
    public required string WorkDirectory { get; init; }

    public required string LogDirectory { get; init; }

    /// <summary>The Markdown file to write.</summary>
    public required string Report { get; init; }

    /// <summary>The command as a reader would type it.</summary>
    public required string Command { get; init; }

    public required IReadOnlyList<Database> Databases { get; init; }

    /// <summary>Numbers of items, smallest first.</summary>
    public required IReadOnlyList<int> Sizes { get; init; }

    public required int Connections { get; init; }

    public required TimeSpan WarmUp { get; init; }

    public required TimeSpan Duration { get; init; }

    /// <summary>In how many parts a page is measured, the hubs of different sizes in turn: a machine that is slower for a while is so for all of them.</summary>
    public int Turns => 5;

    public required TimeSpan MixedDuration { get; init; }

    /// <summary>For each figure of the workflow engine.</summary>
    public required TimeSpan WorkflowDuration { get; init; }

    /// <summary>Only the workflow engine is measured; what the report says of pages stays.</summary>
    public required bool IsOfWorkflowsOnly { get; init; }
}
