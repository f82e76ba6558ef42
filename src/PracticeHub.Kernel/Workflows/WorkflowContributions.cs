using PracticeHub.Kernel.Activity;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Kernel.Workflows.Effects;
using PracticeHub.Kernel.Workflows.Requests;

namespace PracticeHub.Kernel.Workflows;

/// <summary>The engine's own part of the kernel: what listens, what brings types in, and the activities that need no feature.</summary>
internal static class WorkflowContributions
{
    public static Contributions AddWorkflows(this Contributions hub) => hub
        .AddService<IActivityConsumer, WorkflowEvents>()
        .AddService<IRecipeStep, WorkflowTypeStep>()
        .AddService<WorkflowActivity, SetPropertyTask>()
        .AddService<WorkflowActivity, SetOutputTask>()
        .AddService<WorkflowActivity, CorrelateTask>()
        .AddService<WorkflowActivity, LogTask>()
        .AddService<WorkflowActivity, ScriptTask>()
        .AddService<WorkflowActivity, IfElseTask>()
        .AddService<WorkflowActivity, ForkTask>()
        .AddService<WorkflowActivity, JoinTask>()
        .AddService<WorkflowActivity, StopWaitingTask>()
        .AddService<WorkflowActivity, WhileLoopTask>()
        .AddService<WorkflowActivity, ForLoopTask>()
        .AddService<WorkflowActivity, ForEachTask>()
        .AddService<WorkflowActivity, TimerEvent>()
        .AddService<WorkflowActivity, DueEvent>()
        .AddService<WorkflowActivity, WaitTask>()
        .AddService<WorkflowActivity, WorkflowFaultEvent>()
        .AddService<WorkflowActivity, SignalEvent>()
        .AddService<WorkflowActivity, UserTaskEvent>()
        .AddService<WorkflowActivity, ContentCreatedEvent>()
        .AddService<WorkflowActivity, ContentUpdatedEvent>()
        .AddService<WorkflowActivity, ContentVersionedEvent>()
        .AddService<WorkflowActivity, ContentDraftSavedEvent>()
        .AddService<WorkflowActivity, ContentPublishedEvent>()
        .AddService<WorkflowActivity, ContentUnpublishedEvent>()
        .AddService<WorkflowActivity, UserCreatedEvent>()
        .AddService<WorkflowActivity, UserUpdatedEvent>()
        .AddService<WorkflowActivity, UserEnabledEvent>()
        .AddService<WorkflowActivity, UserDisabledEvent>()
        .AddService<WorkflowActivity, UserLoggedInEvent>()
        .AddService<WorkflowActivity, PublishContentTask>()
        .AddService<WorkflowActivity, UnpublishContentTask>()
        .AddService<WorkflowActivity, CreateContentTask>()
        .AddService<WorkflowActivity, UpdateContentTask>()
        .AddService<WorkflowActivity, RetrieveContentTask>()
        .AddService<WorkflowActivity, NotifyContentOwnerTask>()
        .AddService<WorkflowActivity, HttpRequestTask>()
        .AddService<WorkflowActivity, EmailTask>()
        .AddService<WorkflowActivity, HttpRequestEvent>()
        .AddService<WorkflowActivity, HttpResponseTask>()
        .AddService<WorkflowActivity, NotifyTask>()
        .AddService<WorkflowActivity, NotifyUserTask>()
        .AddService<WorkflowActivity, AssignUserRoleTask>()
        .AddService<WorkflowActivity, UnassignUserRoleTask>()
        .AddService<WorkflowActivity, GetUsersByRoleTask>()
        .AddService<WorkflowActivity, ValidateUserTask>();
}
