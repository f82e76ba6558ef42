using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PracticeHub.Kernel.Workflows.Requests;

/// <summary>The address at which an activity takes requests. Its token is the only one that holds: a new one makes the old one void.</summary>
public sealed class WorkflowAddress
{
    public required string TypeId { get; init; }
    public required string ActivityId { get; init; }
    public required string Token { get; set; }
    public required DateTimeOffset MadeUtc { get; set; }
    public required DateTimeOffset UntilUtc { get; set; }
    /// <summary>When a request last came; null where none has.</summary>
    public DateTimeOffset? AskedUtc { get; private set; }
    public bool HasEnd => UntilUtc < MadeUtc.AddDays(MostDays);

    public const string Path = "/workflows/Invoke";

    /// <summary>As Orchard Core: no life span means a hundred years.</summary>
    private const int MostDays = 36_500;

    public static DateTimeOffset Until(ActivityNode node, DateTimeOffset now) =>
        now.AddDays(int.TryParse(node.Text("TokenLifeSpan"), out var days) && days is > 0 and < MostDays ? days : MostDays);
}

internal sealed class WorkflowAddressConfiguration : IEntityTypeConfiguration<WorkflowAddress>
{
    public void Configure(EntityTypeBuilder<WorkflowAddress> builder)
    {
        builder.ToTable("hub_workflow_address");
        builder.HasKey(a => new { a.TypeId, a.ActivityId });
        builder.Property(a => a.ActivityId).HasMaxLength(100);
    }
}
