using Microsoft.Extensions.Diagnostics.HealthChecks;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Web;

/// <summary>The hub is healthy when its database answers.</summary>
internal sealed class DatabaseCheck(HubDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await db.Database.CanConnectAsync(cancellationToken) ? HealthCheckResult.Healthy() : HealthCheckResult.Unhealthy("The database does not answer.");
}
