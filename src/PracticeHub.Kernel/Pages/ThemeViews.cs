using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Kernel.Pages;

/// <summary>Looks for a view in the chosen theme first, then in the themes that it builds on.</summary>
public sealed class ThemeViews : IViewLocationExpander
{
    private const string Theme = "theme";

    public void PopulateValues(ViewLocationExpanderContext context) =>
        context.Values[Theme] = context.ActionContext.HttpContext.RequestServices.GetRequiredService<Hub>().State.Site.Theme;

    public IEnumerable<string> ExpandViewLocations(ViewLocationExpanderContext context, IEnumerable<string> viewLocations)
    {
        var catalog = context.ActionContext.HttpContext.RequestServices.GetRequiredService<ModuleCatalog>();
        return Chain(catalog, context.Values[Theme]).Select(id => $"/Themes/{id}/{{0}}.cshtml").Concat(viewLocations);
    }

    private static IEnumerable<string> Chain(ModuleCatalog catalog, string? id)
    {
        for (var theme = catalog.Find(id ?? ""); theme is not null; theme = catalog.Find(theme.BaseTheme ?? ""))
        {
            yield return theme.Id;
        }
    }
}
