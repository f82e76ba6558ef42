using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace PracticeHub.Kernel.Workflows.Effects;

public enum EffectKind
{
    Http,
    Mail,
}

/// <summary>
/// Something that a workflow wants of the world outside. It is written in the transaction of the run and carried out after it, at
/// least once; the other side can tell a second time by its id. The instance waits for the answer.
/// </summary>
public sealed class WorkflowEffect
{
    public const int MostAttempts = 5;
    /// <summary>How long whoever has taken it may be at it; then its node is taken for dead.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan[] Delays = [TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(5), TimeSpan.FromHours(1)];

    public required string EffectId { get; init; }
    public required string WorkflowId { get; init; }
    public required string ActivityId { get; init; }
    public required EffectKind Kind { get; init; }
    /// <summary>JSON: an <see cref="OutsideRequest"/> or <see cref="OutsideMessage"/>.</summary>
    public required string Request { get; init; }
    public int Attempts { get; private set; }
    public required DateTimeOffset NextUtc { get; set; }
    public required int Depth { get; init; }

    public void Take(DateTimeOffset now) => (Attempts, NextUtc) = (Attempts + 1, now + Lease);

    /// <summary>Puts it off after a failure, ever longer; false when it has been tried often enough.</summary>
    public bool Postpone(DateTimeOffset now)
    {
        if (Attempts >= MostAttempts)
        {
            return false;
        }

        NextUtc = now + Delays[Attempts - 1];
        return true;
    }
}

internal sealed class WorkflowEffectConfiguration : IEntityTypeConfiguration<WorkflowEffect>
{
    public void Configure(EntityTypeBuilder<WorkflowEffect> builder)
    {
        builder.ToTable("hub_workflow_effect");
        builder.HasKey(e => e.EffectId);
        builder.HasIndex(e => e.NextUtc);
        builder.Property(e => e.ActivityId).HasMaxLength(100);
    }
}

/// <summary>What came of an effect.</summary>
/// <param name="Status">The HTTP status; 0 where there was no answer.</param>
/// <param name="Text">The answer, or what went wrong.</param>
/// <param name="IsPassing">It may go better the next time.</param>
public sealed record EffectAnswer(int Status, string Text, bool IsPassing = false);
