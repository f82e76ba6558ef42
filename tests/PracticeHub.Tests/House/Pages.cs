using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Razor.Hosting;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Kernel.Modules;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.House;

/// <summary>What holds for every page of the house, whichever module it lives in.</summary>
public sealed partial class Pages(SqliteHub hub)
{
    /// <summary>Whoever is not signed in yet must be able to sign in, and an error is shown to anybody.</summary>
    private static readonly string[] ForAnybody = ["SignInModel", "SignOutModel", "OopsModel"];

    private IEnumerable<Type> PageModels => hub.Services.GetRequiredService<ModuleCatalog>().Assemblies.Append(typeof(ModuleCatalog).Assembly)
        .SelectMany(a => a.GetTypes()).Where(t => t.IsSubclassOf(typeof(PageModel)) && !t.IsAbstract);

    [Fact]
    public void Every_asynchronous_handler_takes_a_cancellation_token_last()
    {
        var handlers = PageModels.SelectMany(HandlersOf).Where(m => m.Name.EndsWith("Async", StringComparison.Ordinal)).ToList();
        Assert.True(handlers.Count > 10);
        Assert.Empty(handlers.Where(m => m.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken)).Select(m => $"{m.DeclaringType}.{m.Name}"));
    }

    [Fact]
    public void Every_handler_that_returns_a_task_says_so_in_its_name() => Assert.Empty(
        PageModels.SelectMany(HandlersOf).Where(m => typeof(Task).IsAssignableFrom(m.ReturnType) && !m.Name.EndsWith("Async", StringComparison.Ordinal)).Select(m => $"{m.DeclaringType}.{m.Name}"));

    /// <summary>Of two views of one name in two modules only one would ever be shown, and nobody would be told.</summary>
    [Fact]
    public void No_view_of_a_module_hides_that_of_another()
    {
        var views = hub.Services.GetRequiredService<ModuleCatalog>().Assemblies.Append(typeof(ModuleCatalog).Assembly).Distinct()
            .SelectMany(a => a.GetCustomAttributes<RazorCompiledItemAttribute>()).Select(view => view.Identifier).Where(name => !name.EndsWith("/_ViewImports.cshtml", StringComparison.Ordinal)).ToList();
        Assert.True(views.Count > 100);
        Assert.Empty(views.GroupBy(name => name).Where(same => same.Count() > 1).Select(same => same.Key));
    }

    [Fact]
    public async Task Whoever_sends_a_form_without_being_signed_in_is_asked_to_sign_in()
    {
        var changing = (await Route.AllAsync(hub)).Where(r => r.Page is { } page && HandlersOf(page).Any(m => m.Name.StartsWith("OnPost", StringComparison.Ordinal))).ToList();
        Assert.True(changing.Count > 5);
        var forAnybody = changing.Where(r => r.Metadata.GetMetadata<IAllowAnonymous>() is not null).ToList();
        Assert.Empty(forAnybody.Select(r => r.Page!.Name).Except(ForAnybody));
        using var visitor = hub.Visitor();
        foreach (var route in changing.Except(forAnybody))
        {
            using var nothing = new FormUrlEncodedContent([]);
            using var response = await visitor.Http.PostAsync(new Uri(route.Address, UriKind.Relative), nothing, TestContext.Current.CancellationToken);
            Assert.True(response.Headers.Location?.AbsolutePath == "/sign-in", $"{route.Address} answered {response.StatusCode}.");
        }
    }

    [Fact]
    public void No_page_does_without_the_antiforgery_token() => Assert.Equal(
        ["OopsModel"], PageModels.Where(t => t.GetCustomAttributes<IgnoreAntiforgeryTokenAttribute>(inherit: true).Any()).Select(t => t.Name));

    [Fact]
    public async Task Endpoints_that_are_no_pages_change_nothing_unless_somebody_is_signed_in()
    {
        var changing = (await Route.AllAsync(hub)).Where(r => r.Page is null && r.Method is not ("GET" or "HEAD" or "OPTIONS") && r.Metadata.GetMetadata<IAuthorizeData>() is null);
        Assert.Empty(changing.Select(r => r.Address).Except(["/sign-in/passkey/options"]));
    }

    /// <summary>ASP.NET Core adds the token by itself only to forms without an action.</summary>
    [Fact]
    public void Every_form_that_posts_to_another_address_carries_the_antiforgery_token()
    {
        var forms = Files("*.cshtml")
            .SelectMany(file => Form().Matches(File.ReadAllText(file)).Select(m => (File: Path.GetFileName(file), Form: m.Value))).ToList();
        Assert.True(forms.Count > 5);
        // The page that offers to send a form again hands back the token it was sent, never a new one.
        Assert.Empty(forms.Where(f => f.File != "Oops.cshtml" && Posts().IsMatch(f.Form) && Action().IsMatch(f.Form)
            && !f.Form.Contains("asp-antiforgery=\"true\"", StringComparison.Ordinal) && !f.Form.Contains("@Html.AntiForgeryToken()", StringComparison.Ordinal)).Select(f => f.File));
    }

    /// <summary>Razor itself makes an HtmlString of an attribute that no helper knows, so the analyser cannot forbid the class.</summary>
    [Fact]
    public void Nobody_writes_HTML_that_has_not_been_sanitized()
    {
        var views = Files("*.cshtml").ToList();
        Assert.True(views.Count > 50);
        Assert.DoesNotContain(views, file => Unchecked().IsMatch(File.ReadAllText(file)));
        Assert.DoesNotContain(Files("*.cs"), file => File.ReadAllText(file).Contains("HtmlString", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("@Html.Raw(text)")]
    [InlineData("@(new HtmlString(text))")]
    [InlineData("IHtmlContent made = new   Microsoft.AspNetCore.Html.HtmlString(text);")]
    [InlineData("@{ WriteLiteral(text); }")]
    public void What_writes_unchecked_HTML_is_recognised(string view) => Assert.Matches(Unchecked(), view);

    [Fact]
    public async Task Walking_through_the_house_leaves_no_warning()
    {
        await using var own = await hub.FreshAsync();
        using var maren = await own.AsAsync(Cast.Maren);
        var routes = (await Route.AllAsync(own)).Where(r => r.Page is not null).Select(r => r.Address).Distinct().ToList();
        Assert.True(routes.Count > 50);
        foreach (var route in routes)
        {
            await maren.GetAsync(route);
        }

        Assert.DoesNotContain(own.Logged.Lines, l => !l.Category.EndsWith("XmlKeyManager", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Files(string pattern) => new[] { "src", "modules", "themes" }
        .SelectMany(room => Directory.EnumerateFiles(Path.Combine(Repository.Root, room), pattern, SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal));

    private static IEnumerable<MethodInfo> HandlersOf(Type page) => page.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        .Where(m => Handler().IsMatch(m.Name) && m.GetCustomAttribute<NonHandlerAttribute>() is null);

    [GeneratedRegex("^On(Get|Post|Put|Delete|Patch|Head)")]
    private static partial Regex Handler();

    [GeneratedRegex(@"\.Raw\(|HtmlString\b|WriteLiteral\(|SetHtmlContent\(|AppendHtml\(")]
    private static partial Regex Unchecked();

    [GeneratedRegex("<form.*?</form>", RegexOptions.Singleline)]
    private static partial Regex Form();

    [GeneratedRegex("^<form[^>]*method=\"post\"", RegexOptions.IgnoreCase)]
    private static partial Regex Posts();

    [GeneratedRegex("^<form[^>]*\\saction=\"")]
    private static partial Regex Action();
}
