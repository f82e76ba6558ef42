using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Workflows;
using PracticeHub.Kernel.Workflows.Effects;
using PracticeHub.Kernel.Workflows.Requests;
using PracticeHub.Workflows.Features.WorkflowPicture;

namespace PracticeHub.Workflows.Features.WorkflowGuides;

/// <summary>Says what activities, outcomes and durations are called, in the reader's language.</summary>
public sealed partial class FlowWords(CurrentHub hub, IStringLocalizerFactory factory, IStringLocalizer<Startup> words)
{
    private readonly Dictionary<string, WorkflowActivity> _activities = hub.Services<WorkflowActivity>().ToDictionary(a => a.Name, StringComparer.Ordinal);
    private readonly Dictionary<string, ActivityGuide> _guides = hub.All<ActivityGuide>().ToDictionary(g => g.Name, StringComparer.Ordinal);

    /// <summary>Whether a feature that is on can carry it out.</summary>
    public bool Knows(ActivityNode activity) => _activities.ContainsKey(activity.Name);

    public IReadOnlyList<string> OutcomesOf(ActivityNode activity) => _activities.TryGetValue(activity.Name, out var known) ? known.Outcomes(activity) : [];

    public bool Waits(ActivityNode activity) => _activities.GetValueOrDefault(activity.Name)?.Waits is true;

    /// <summary>Whether it waits for what another system says.</summary>
    public bool Asks(ActivityNode activity) => _activities.GetValueOrDefault(activity.Name) is OutsideTask or HttpRequestEvent;

    /// <summary>Every activity that a feature which is on can carry out, by what it is called.</summary>
    public IEnumerable<(string Name, string Kind, string? Says)> All =>
        _activities.Keys.Select(name => (name, KindOf(name), SaysOf(name))).OrderBy(a => a.Item2, StringComparer.CurrentCulture);

    public ActivityGuide? GuideOf(string name) => _guides.GetValueOrDefault(name);

    /// <summary>A label of a guide, in the reader's language.</summary>
    public string Label(ActivityGuide guide, string label) => factory.Create(guide.Words)[label];

    /// <summary>What its author calls it, or else what such activities are called.</summary>
    public string TitleOf(ActivityNode activity) => activity.Title == activity.Name ? KindOf(activity.Name) : NameOf(activity.TypeId, activity.Title);

    /// <summary>What a workflow is called.</summary>
    public string NameOf(WorkflowType type) => NameOf(type.Id, type.Name);

    public string NameOf(string typeId, string name) => WorkflowWords.Say(hub, factory, typeId, name);

    /// <summary>What activities of this name are called; one that nobody describes is called by its name, in words.</summary>
    public string KindOf(string name) => _guides.TryGetValue(name, out var guide) ? factory.Create(guide.Words)[guide.Title]
        : Humps().Replace(Suffix().Replace(name, ""), m => " " + m.Value.ToLowerInvariant());

    /// <summary>What it does; null where nobody describes it.</summary>
    public string? SaysOf(string name) => _guides.TryGetValue(name, out var guide) ? factory.Create(guide.Words)[guide.Says].Value : null;

    /// <summary>The outcomes that the hub's own activities have; others are called as whoever drew the workflow calls them.</summary>
    public string Outcome(string outcome) => outcome switch
    {
        "Done" => words["Done"],
        "True" => words["Yes, it holds"],
        "False" => words["No, it does not"],
        "Iterate" => words["Next round"],
        "Joined" => words["All there"],
        "Published" => words["Published"],
        "Unpublished" => words["Hidden"],
        "Noop" => words["Nothing to do"],
        "Failed" => words["Failed"],
        "Failed: no user found" => words["Nobody was found"],
        "Retrieved" => words["Found"],
        "Anonymous" => words["Nobody is signed in"],
        "Authenticated" => words["Signed in, without the role"],
        "InRole" => words["Has the role"],
        "UnhandledHttpStatus" => words["Another status"],
        _ => hub.All<WorkflowWords>().FirstOrDefault(own => own.Outcomes.ContainsKey(outcome)) is { } own ? factory.Create(own.Words)[own.Outcomes[outcome]] : outcome,
    };

    public string Status(WorkflowInstance instance) => instance.Status switch
    {
        WorkflowStatus.Starting when instance.HasFailed => words["Failed, is tried again"],
        WorkflowStatus.Starting => words["About to start"],
        WorkflowStatus.Halted when instance.HasFailed => words["Failed, is tried again"],
        WorkflowStatus.Halted => words["Waits"],
        WorkflowStatus.Finished => words["Finished"],
        WorkflowStatus.Faulted => words["Has failed"],
        _ => words["Was ended"],
    };

    /// <summary>How it stands at an activity, as short as a box is.</summary>
    public string StandingOf(FlowNode node)
    {
        var (standing, said) = (node.Standing, new List<string>());
        if (!node.IsKnown)
        {
            said.Add(words["Unknown"]);
        }

        if (standing.Failed > 0)
        {
            said.Add(words["{0} failed", standing.Failed]);
        }

        if (standing.Waiting > 0)
        {
            said.Add(standing.Waiting == 1 ? words["1 waits"] : words["{0} wait", standing.Waiting]);
        }

        if (standing.Ninetieth is { } most)
        {
            said.Add(words["9 of 10 in {0}", Duration(most)]);
        }

        return string.Join(" · ", said);
    }

    public string Duration(TimeSpan time) => time switch
    {
        { TotalDays: >= 1 } => words["{0} d", Number(time.TotalDays)],
        { TotalHours: >= 1 } => words["{0} h", Number(time.TotalHours)],
        { TotalMinutes: >= 1 } => words["{0} min", Number(time.TotalMinutes)],
        _ => words["{0} s", Number(time.TotalSeconds)],
    };

    private static string Number(double number) => number.ToString(number < 10 ? "0.#" : "0", CultureInfo.CurrentCulture);

    [GeneratedRegex("(Task|Event)$")]
    private static partial Regex Suffix();

    [GeneratedRegex("(?<=[a-z])[A-Z](?=[a-z])")]
    private static partial Regex Humps();
}
