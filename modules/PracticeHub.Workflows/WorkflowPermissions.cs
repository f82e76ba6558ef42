using PracticeHub.Kernel.Security;

namespace PracticeHub.Workflows;

public static class WorkflowPermissions
{
    public const string Manage = "ManageWorkflows";

    public static readonly Permission ManageWorkflows = new(Manage, "See, mend and change workflows, whatever they are about");

    extension(CurrentMember me)
    {
        public bool ManagesWorkflows => me.Can(ManageWorkflows);

        /// <summary>Leaders see where work waits; mending and changing is for those who manage workflows.</summary>
        public bool SeesWorkflows => me.ManagesWorkflows || me.Memberships.Any(m => m.Role is CommunityRole.Leader);
    }
}
