using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;

namespace PracticeHub.Workflows.Features.WorkflowAddresses;

/// <summary>How many requests an address takes in a minute, on each node: sixty unless <c>Hub:Http:RequestsPerMinute</c> says otherwise.</summary>
public sealed class RequestLimit(IConfiguration configuration) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(token =>
        RateLimitPartition.GetFixedWindowLimiter(token, _ => new() { PermitLimit = configuration.GetValue("Hub:Http:RequestsPerMinute", 60), Window = TimeSpan.FromMinutes(1) }));

    /// <param name="token">One that the hub has made: whoever has a void one takes nothing from those who have the new one.</param>
    public bool Allows(string token)
    {
        using var lease = _limiter.AttemptAcquire(token);
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}
