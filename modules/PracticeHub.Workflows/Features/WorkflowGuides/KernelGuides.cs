using PracticeHub.Kernel.Workflows;
using static PracticeHub.Kernel.Workflows.PropertyKind;

namespace PracticeHub.Workflows.Features.WorkflowGuides;

/// <summary>The activities that every hub has, in words. Features describe their own.</summary>
internal static class KernelGuides
{
    private static readonly ActivityProperty Types = new("ContentTypeFilter", "Only of these content types, one a line; empty means any", Lines);
    private static readonly ActivityProperty Item = new("Content", "The item's id; empty means the one that the workflow is about", JavaScript);
    private static readonly ActivityProperty Subject = new("Subject", "What the note says", Liquid);
    private static readonly ActivityProperty Address = new("Href", "Where the note leads, beginning with /", Liquid);
    private static readonly ActivityProperty Condition = new("Condition", "What must hold", JavaScript);
    private static readonly ActivityProperty Variable = new("LoopVariableName", "The name of what is counted", PropertyKind.Text);

    public static IReadOnlyList<ActivityGuide> All { get; } =
    [
        New("ContentCreatedEvent", "Something new is written", "Begins, or goes on, when somebody writes something new.", Types),
        New("ContentUpdatedEvent", "Something is changed", "Begins, or goes on, when somebody changes what was there already.", Types),
        New("ContentDraftSavedEvent", "A draft is saved", "Begins, or goes on, when somebody saves a draft.", Types),
        New("ContentPublishedEvent", "Something is published", "Begins, or goes on, when something is published.", Types),
        New("ContentVersionedEvent", "There is a new version", "Begins, or goes on, when an item has a new version, published or not.", Types),
        New("ContentUnpublishedEvent", "Something is hidden", "Begins, or goes on, when something published is hidden.", Types),
        New("UserCreatedEvent", "Somebody gets an account", "Begins when a person is added, by a page, a recipe or the command line."),
        New("UserUpdatedEvent", "An account is changed", "Begins, or goes on, when a person's name, address, profile or absence is changed, or who may sign in."),
        New("UserEnabledEvent", "Somebody is let in again", "Begins, or goes on, when a person may sign in again."),
        New("UserDisabledEvent", "Somebody is kept out", "Begins, or goes on, when a person may no longer sign in."),
        New("UserLoggedInEvent", "Somebody signs in", "Begins, or goes on, when a person signs in. The log keeps who signed in when as long as such a workflow is on."),
        New("SignalEvent", "A signal comes", "Begins, or goes on, when somebody or another system gives the signal.", new ActivityProperty("SignalName", "The signal's name", Liquid)),
        New("UserTaskEvent", "Somebody chooses", "Waits until a person chooses one of the actions.", new ActivityProperty("Actions", "The actions, one a line", Lines)),
        New("WorkflowFaultEvent", "A workflow has failed", "Begins when an instance of another workflow was parked.", new ActivityProperty("ErrorFilter", "Only if this holds; the error is input('ErrorInfo')", JavaScript)),
        New("TimerEvent", "By the clock", "Begins at the moments of a timetable, or waits for its next one.", new ActivityProperty("CronExpression", "Minute, hour, day, month, weekday, in UTC", PropertyKind.Text)),
        New("DueEvent", "A moment comes", "Waits until a moment; one that is over is no wait.", new ActivityProperty("Due", "The moment, as an ISO date", JavaScript)),
        New("WaitTask", "Wait a while", "Waits some days, hours or seconds.", new("Days", "Days", JavaScript), new("Hours", "Hours", JavaScript), new("Seconds", "Seconds", JavaScript)),
        New("IfElseTask", "Decide", "Goes one of two ways.", Condition),
        New("ForkTask", "Go several ways", "Goes several ways at once.", new ActivityProperty("Forks", "The ways, one a line", Lines)),
        New("JoinTask", "Come together", "Goes on when all the ways that lead here have been gone, or the first one.", new ActivityProperty("Mode", "WaitAll or WaitAny", PropertyKind.Text)),
        New("StopWaitingTask", "Wait no longer", "The other ways no longer wait, at the activities named or anywhere.", new ActivityProperty("Activities", "The ids of the activities, one a line; empty means all", Lines)),
        New("WhileLoopTask", "Again while it holds", "Goes round as long as something holds.", Condition),
        New("ForLoopTask", "Count", "Goes round as often as it counts.", new("From", "From", JavaScript), new("To", "To before", JavaScript), new("Step", "In steps of", JavaScript), Variable),
        New("ForEachTask", "For each", "Goes round once for each thing of a list.", new("Enumerable", "The list", JavaScript), Variable),
        New("SetPropertyTask", "Keep in mind", "Keeps a value for later.", new("PropertyName", "Under which name", PropertyKind.Text), new("Value", "The value", JavaScript)),
        New("SetOutputTask", "Give out", "Sets what the workflow gives out.", new("OutputName", "Under which name", PropertyKind.Text), new("Value", "The value", JavaScript)),
        New("CorrelateTask", "Say what it is about", "Sets the id by which events find the instance.", new ActivityProperty("Value", "The id", JavaScript)),
        New("ScriptTask", "A script", "Computes, sets properties and chooses outcomes by setOutcome.", new("AvailableOutcomes", "The outcomes that it can have, one a line", Lines), new("Script", "The script", JavaScript)),
        New("LogTask", "Write to the log", "Leaves a line in the hub's own log.", new ActivityProperty("Text", "The line", Liquid)),
        New("PublishContentTask", "Publish", "Publishes an item.", Item, new("Version", "The version's id; empty means the latest", JavaScript)),
        New("UnpublishContentTask", "Hide", "Hides an item from its readers.", Item),
        New("CreateContentTask", "Write something new", "Makes an item.", new("ContentType", "Its content type", PropertyKind.Text), new("Publish", "Publish it at once", Flag), new("ContentProperties", "Its properties, as JSON", Liquid)),
        New("UpdateContentTask", "Change an item", "Changes properties of an item.", Item, new("Publish", "Publish it at once", Flag), new("ContentProperties", "Its properties, as JSON", Liquid)),
        New("RetrieveContentTask", "Read an item", "Reads an item, for the activities that follow.", Item),
        New("NotifyContentOwnerTask", "Tell the owner", "Leaves a note with the owner of the item.", Subject, Address),
        New("EmailTask", "Send mail", "Sends a mail, and goes on when it was taken.", new("Recipients", "To whom, with commas between", Liquid), new("Cc", "Copies to", Liquid), new("Bcc", "Hidden copies to", Liquid), new("ReplyTo", "Answers to", Liquid), new("Subject", "Subject", Liquid), new("Body", "The text", Liquid), new("IsHtmlBody", "The text is HTML", Flag)),
        New("HttpRequestTask", "Ask another system", "Sends a request to another system, and goes on by its answer.", new("Url", "Address", Liquid), new("HttpMethod", "Method", PropertyKind.Text), new("Headers", "Headers, one a line: name: value", Liquid), new("Body", "The text", Liquid), new("ContentType", "Its content type", Liquid), new("HttpResponseCodes", "The answers that are outcomes, with commas between", PropertyKind.Text)),
        New("HttpRequestEvent", "A request comes", "Begins, or goes on, when another system sends a request to its address.", new("HttpMethod", "The method that it takes: GET, POST, PUT or PATCH", PropertyKind.Text), new("TokenLifeSpan", "Days for which a new address holds; empty means without end", PropertyKind.Text)),
        New("HttpResponseTask", "Answer the request", "Says what the request is answered with, if whoever sent it still waits.", new("HttpStatusCode", "Status; 200 unless it is set", PropertyKind.Text), new("ContentType", "Its content type", Liquid), new("Headers", "Headers, one a line: name: value", Liquid), new("Content", "The text", Liquid)),
        New("NotifyTask", "Tell who did it", "Leaves a note with whoever's deed drives the workflow.", new ActivityProperty("Message", "What the note says", Liquid)),
        New("NotifyUserTask", "Tell people", "Leaves a note with people.", new("UserNames", "Their user names, with commas between", Liquid), Subject, Address),
        New("AssignUserRoleTask", "Give a role", "Gives somebody a role in the whole hub.", new("UserName", "The user name", Liquid), new("RoleName", "The role", Liquid)),
        New("UnassignUserRoleTask", "Take roles", "Takes roles in the whole hub from somebody.", new("UserName", "The user name", Liquid), new("Roles", "The roles, one a line", Lines)),
        New("GetUsersByRoleTask", "Who has a role", "Finds the people who have a role.", new("OutputKeyName", "Under which name", Liquid), new("Roles", "The roles, one a line", Lines)),
        New("ValidateUserTask", "Who did it?", "Goes on by who drives the workflow.", new("SetUserName", "Keep the user name in mind as UserName", Flag), new("Roles", "The roles, one a line", Lines)),
    ];

    private static ActivityGuide New(string name, string title, string says, params ActivityProperty[] properties) => new(name, title, says, typeof(Startup)) { Properties = properties };
}
