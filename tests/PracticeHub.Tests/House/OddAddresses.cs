using System.Net;
using System.Reflection;
using Microsoft.AspNetCore.Mvc;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.House;

/// <summary>Whatever stands in an address, it is answered: what is not there is 404, and nothing breaks. The ways in are those that the hub has mapped.</summary>
public abstract class OddAddresses(TestHub hub)
{
    private const string Dots = "%2e%2e";
    private static readonly string Long = new('a', 3000);

    /// <summary>What people, robots and attackers write where an id belongs, escaped as it travels.</summary>
    private static readonly string[] Ids =
    [
        Route.AnyId, "nobody-and-nothing", Long, Dots, "..%2f..%2fetc%2fpasswd", "%27%3b--", "%3Cscript%3E", "%F0%9F%98%80", Times("%C3%A9", 26),
        Times("%E2%80%AE", 26), "%D8%B3%D9%84%D8%A7%D9%85", "%00", Times("%00", 26), "%FF%FE", "%25%32%65", "%20", "-1", "9999999999999999999999999999",
    ];

    private static readonly string[] Values = ["%00", "%FF", Long, "%27%3b--", "%E2%80%AEx", "-1", "99999999999999999999", "9999999999999999999-x", "1~2~3", "%F0%9F%98%80", ""];

    [Fact]
    public async Task What_is_not_there_is_not_found_however_it_is_written()
    {
        using var maren = await hub.AsAsync(Cast.Maren);
        using var omar = await hub.AsAsync(Cast.Omar);
        using var visitor = hub.Visitor();
        var routes = (await Route.AllAsync(hub)).Where(r => r is { HasParameters: true, Method: "GET" }).ToList();
        Assert.True(routes.Count > 25);
        foreach (var (route, id) in routes.SelectMany(r => Ids.Select(id => (r, id))))
        {
            foreach (var browser in new[] { maren, omar })
            {
                await AskAsync(browser, HttpMethod.Get, route.With(id), status => IsNotFound(status, id));
            }

            await AskAsync(visitor, HttpMethod.Get, route.With(id), status => IsNotFound(status, id) || status is HttpStatusCode.Found);
        }
    }

    [Fact]
    public async Task Nothing_breaks_when_something_is_sent_to_what_is_not_there()
    {
        using var maren = await hub.AsAsync(Cast.Maren);
        var token = (await maren.GetAsync("/log")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        foreach (var route in (await Route.AllAsync(hub)).Where(r => r is { HasParameters: true, Page: not null }))
        {
            foreach (var id in Ids)
            {
                using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Id", "\0"), new("Text", "\0"), new("Reason", "x")]);
                await AskAsync(maren, HttpMethod.Post, route.With(id), status => status < HttpStatusCode.InternalServerError, form);
            }
        }
    }

    [Theory]
    [InlineData("POST", "/nothing-stands-here")]
    [InlineData("POST", "/content/4nothing000000000000000000")]
    [InlineData("PUT", "/logs")]
    [InlineData("DELETE", "/practices")]
    public async Task A_verb_that_a_page_does_not_know_is_refused(string verb, string address)
    {
        using var maren = await hub.AsAsync(Cast.Maren);
        var token = (await maren.GetAsync("/log")).One("input[name=__RequestVerificationToken]").GetAttribute("value")!;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", token)]);
        await AskAsync(maren, new(verb), address, status => status is HttpStatusCode.MethodNotAllowed, form);
    }

    [Fact]
    public async Task Nothing_breaks_whatever_is_asked_of_a_list()
    {
        using var maren = await hub.AsAsync(Cast.Maren);
        var asked = 0;
        foreach (var route in (await Route.AllAsync(hub)).Where(r => r is { HasParameters: false, Method: "GET", Feature: not null }))
        {
            var names = route.Page is { } page ? QueryOf(page).ToList() : ["kind", "topic", "person", "community", "time"];
            foreach (var query in names.SelectMany(_ => Values, (name, value) => $"?{name}={value}"))
            {
                await AskAsync(maren, HttpMethod.Get, route.Address + query, status => status < HttpStatusCode.InternalServerError);
                asked++;
            }
        }

        Assert.True(asked > 300);
    }

    /// <summary>Two dots lead up to another address, before any page is asked.</summary>
    private static bool IsNotFound(HttpStatusCode status, string id) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.BadRequest || (id is Dots && status < HttpStatusCode.InternalServerError);

    private static async Task AskAsync(Browser browser, HttpMethod method, string address, Func<HttpStatusCode, bool> isWell, HttpContent? form = null)
    {
        var exact = new Uri($"http://{browser.Http.BaseAddress!.Authority}{address}", new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var request = new HttpRequestMessage(method, exact) { Content = form };
        using var response = await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(isWell(response.StatusCode), $"{method} {address} answers {response.StatusCode}.");
    }

    /// <summary>What a page takes from its address, by the names that stand there.</summary>
    private static IEnumerable<string> QueryOf(Type page) =>
        page.GetMethods().Where(m => m.Name is "OnGet" or "OnGetAsync").SelectMany(m => m.GetParameters()).Where(p => p.ParameterType != typeof(CancellationToken)).Select(p => p.Name!)
            .Concat(page.GetProperties().Where(p => p.GetCustomAttribute<BindPropertyAttribute>() is { SupportsGet: true }).SelectMany(p =>
                p.PropertyType.GetProperties().Select(inner => inner.GetCustomAttribute<FromQueryAttribute>()?.Name).OfType<string>().DefaultIfEmpty(p.GetCustomAttribute<BindPropertyAttribute>()!.Name ?? p.Name)));

    private static string Times(string what, int count) => string.Concat(Enumerable.Repeat(what, count));

    public sealed class OnSqlite(SqliteHub hub) : OddAddresses(hub);

    public sealed class OnPostgres(PostgresHub hub) : OddAddresses(hub);
}
