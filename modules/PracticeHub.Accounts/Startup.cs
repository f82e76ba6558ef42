using Microsoft.AspNetCore.Routing;
using PracticeHub.Accounts.Features.Passkeys;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Accounts;

/// <summary>Signing in stands on ASP.NET Core Identity, which the kernel sets up; this module brings the pages.</summary>
public sealed class Startup : ModuleStartup
{
    public override void MapEndpoints(IEndpointRouteBuilder endpoints) => PasskeyEndpoints.Map(endpoints);
}
