using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace PracticeHub.Kernel.Modules;

/// <summary>The one class that a module shows to the host: the public type named Startup beside its Manifest.cs.</summary>
public abstract class ModuleStartup
{
    /// <summary>Services live as long as the process, whether the feature is on or off.</summary>
    public virtual void ConfigureServices(IServiceCollection services)
    {
    }

    /// <summary>What appears and disappears with the feature: menu entries, permissions, projections, activities, recipe steps.</summary>
    public virtual void Contribute(Contributions hub)
    {
    }

    /// <summary>Endpoints beside the pages; they answer 404 while the feature is off.</summary>
    public virtual void MapEndpoints(IEndpointRouteBuilder endpoints)
    {
    }
}
