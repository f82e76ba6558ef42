using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.ApplicationModels;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Pages;

/// <summary>The feature that an endpoint belongs to.</summary>
public sealed record FeatureMetadata(string Feature);

/// <summary>Marks every page with the feature whose assembly it lives in, and lets only members change anything.</summary>
public sealed class FeaturePages(ModuleCatalog catalog) : IPageApplicationModelConvention
{
    public void Apply(PageApplicationModel model)
    {
        var feature = catalog.Find(model.PageType.Assembly.GetName().Name ?? "")?.Id ?? ModuleCatalog.Kernel;
        model.EndpointMetadata.Add(new FeatureMetadata(feature));
        model.Filters.Add(new MembersChange());
    }
}

/// <summary>Law 2: with its feature off, a page is not there.</summary>
public sealed class FeatureGate(RequestDelegate next, Hub hub)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<FeatureMetadata>() is { } page && !hub.State.IsEnabled(page.Feature))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        return next(context);
    }
}
