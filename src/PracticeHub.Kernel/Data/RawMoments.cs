namespace PracticeHub.Kernel.Data;

/// <summary>What a raw query reads as a moment carries no time zone; the database holds UTC.</summary>
public static class RawMoments
{
    extension(DateTime? at)
    {
        public DateTimeOffset? AsUtc => at is { } moment ? new DateTimeOffset(DateTime.SpecifyKind(moment, DateTimeKind.Utc)) : null;
    }
}
