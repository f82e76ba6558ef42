using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Modules;
using PracticeHub.Kernel.Pages;

namespace PracticeHub.Web;

/// <summary>How a request goes through the house.</summary>
internal static class HubPages
{
    public static void Add(IServiceCollection services, ModuleCatalog catalog)
    {
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        // They hold nothing of a request, and a page asks for some fifty.
        services.AddSingleton(typeof(IStringLocalizer<>), typeof(StringLocalizer<>));
        services.AddRequestLocalization(options =>
        {
            options.AddSupportedCultures("en", "de").AddSupportedUICultures("en", "de").SetDefaultCulture("en");
            options.ApplyCurrentCultureToResponseHeaders = true;
        });
        var mvc = services.AddRazorPages(options =>
        {
            options.RootDirectory = "/Features";
            options.Conventions.Add(new FeaturePages(catalog));
        });
        mvc.AddMvcOptions(options =>
        {
            options.Filters.Add<KnownVerbs>();
            options.Filters.Add<PlainLocations>();
        });
        foreach (var module in catalog.Modules)
        {
            mvc.AddApplicationPart(module.Assembly);
        }

        mvc.AddApplicationPart(typeof(FeaturePages).Assembly);
        mvc.AddDataAnnotationsLocalization(options => options.DataAnnotationLocalizerProvider = (type, words) => words.WordsOf(type));
        services.ConfigureOptions<BindingWords>();
        // No validation script is loaded, and its markup would carry inline styles.
        mvc.AddViewOptions(options => options.HtmlHelperOptions.ClientValidationEnabled = false);
        services.Configure<RazorViewEngineOptions>(options => options.ViewLocationExpanders.Add(new ThemeViews()));
        services.AddExceptionHandler<DatabaseOutage>();
        services.AddProblemDetails();
        services.AddResponseCompression(options => options.EnableForHttps = true);
        services.ConfigureApplicationCookie(Cookie);
        services.AddAntiforgery(options => options.Cookie.Name = "hub.antiforgery");
        // The member's row is read with every request, and its stamp with it: a second check on a timer would add nothing.
        services.Configure<SecurityStampValidatorOptions>(options => options.ValidationInterval = TimeSpan.MaxValue);
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database");
    }

    public static void Use(WebApplication app, ModuleCatalog catalog)
    {
        var engine = app.Services.GetRequiredService<DatabaseEngine>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/oops",
            StatusCodeSelector = exception => StatusOf(exception, engine),
            SuppressDiagnosticsCallback = failed => engine.IsUnavailable(failed.Exception),
        });
        app.UseStatusCodePagesWithReExecute("/oops/{0}");
        app.UseMiddleware<HomePage>();
        app.UseRouting();
        app.UseMiddleware<Nobodys>();
        app.UseRequestLocalization();
        app.UseMiddleware<SettingUp>();
        app.UseAuthentication();
        app.UseMiddleware<FeatureGate>();
        app.UseMiddleware<MemberMiddleware>();
        app.UseMiddleware<Intake>();
        app.UseAuthorization();
        app.MapStaticAssets();
        app.MapHealthChecks("/health");
        app.MapRazorPages().WithStaticAssets();
        foreach (var module in catalog.Modules)
        {
            module.Startup.MapEndpoints(app.MapGroup("").WithMetadata(new FeatureMetadata(module.Id)));
        }
    }

    private static int StatusOf(Exception exception, DatabaseEngine engine) => exception switch
    {
        BadHttpRequestException request => request.StatusCode,
        DbUpdateConcurrencyException => StatusCodes.Status409Conflict,
        // Two who begin with the same version, or say the same twice at one moment: the database lets one of them through.
        DbUpdateException when engine.IsUniqueViolation(exception) => StatusCodes.Status409Conflict,
        _ when engine.IsUnavailable(exception) => StatusCodes.Status503ServiceUnavailable,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static void Cookie(Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "hub.member";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.ExpireTimeSpan = TimeSpan.FromDays(30);
        options.SlidingExpiration = true;
        options.LoginPath = "/sign-in";
        options.AccessDeniedPath = "/oops/403";
        options.ReturnUrlParameter = "returnUrl";
    }
}
