using System.Diagnostics;
using System.Net;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using PracticeHub.Tests.Infrastructure;

namespace PracticeHub.Tests.House;

/// <summary>No page asks the database more than three times, whoever reads it: found by following the links of the demo hub.</summary>
public abstract class QueryBudget(TestHub hub)
{
    private const int Budget = 3;
    private const int MostPages = 300;

    /// <summary>Visitor, member, leader and administrator see different pages, and different things on the same.</summary>
    public static TheoryData<string> Readers => new("", "Freya", "Nadia", "Maren");

    [Theory, MemberData(nameof(Readers))]
    public async Task No_page_asks_more_than_three_times(string reader)
    {
        await using var demo = await hub.FreshAsync("Development");
        await demo.SettleAsync();
        using var counter = new QueryCounter();
        using var browser = demo.Visitor();
        if (reader.Length > 0)
        {
            await StepInAsync(browser, reader);
        }

        var (seen, queue, tooMany) = (new HashSet<string>(), new Queue<string>(["/"]), new List<string>());
        while (queue.TryDequeue(out var path) && seen.Count < MostPages)
        {
            var (page, queries) = await counter.GetAsync(browser, path);
            Assert.True(page.Status < HttpStatusCode.InternalServerError, $"{path} answered {page.Status}.");
            if (page.Status is HttpStatusCode.OK)
            {
                seen.Add(path);
                tooMany.AddRange(queries > Budget ? [$"{path}: {queries}"] : []);
                foreach (var link in LinksOn(page).Where(link => IsNew(demo, link, seen, queue)))
                {
                    queue.Enqueue(link);
                }
            }
        }

        Assert.True(seen.Count > (reader.Length == 0 ? 10 : 25), string.Join('\n', seen));
        Assert.True(tooMany.Count == 0, string.Join('\n', tooMany));
    }

    private static async Task StepInAsync(Browser browser, string name)
    {
        var page = await browser.GetAsync("/sign-in");
        var button = page.Document.QuerySelectorAll("button[name=userId]").First(b => b.TextContent.Contains(name, StringComparison.Ordinal));
        await browser.SubmitAsync(page, "form:has(button[name=userId])", ("userId", button.GetAttribute("value")));
    }

    private static IEnumerable<string> LinksOn(PageSeen page) => page.Document.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!)
        .Where(href => href.StartsWith('/') && !href.StartsWith("//", StringComparison.Ordinal)).Select(href => href.Split('#')[0]);

    /// <summary>Two of each kind of page are enough.</summary>
    private static bool IsNew(TestHub hub, string link, HashSet<string> seen, Queue<string> queue)
    {
        var kind = KindOf(hub, link);
        return !seen.Contains(link) && !queue.Contains(link) && seen.Concat(queue).Count(other => KindOf(hub, other) == kind) < 2;
    }

    /// <summary>The address with a star for what differs from item to item.</summary>
    private static string KindOf(TestHub hub, string link)
    {
        var words = hub.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => (e.RoutePattern.RawText ?? "").Split('/')).Where(word => !word.Contains('{', StringComparison.Ordinal)).ToHashSet();
        var (path, query) = (link.Split('?')[0], link.Split('?').ElementAtOrDefault(1) ?? "");
        return string.Join('/', path.Split('/').Select(s => words.Contains(s) ? s : "*")) + "?" + string.Join('&', query.Split('&').Select(p => p.Split('=')[0]));
    }

    public sealed class OnSqlite(SqliteHub hub) : QueryBudget(hub);

    public sealed class OnPostgres(PostgresHub hub) : QueryBudget(hub);

    /// <summary>Counts the commands that a request has sent to the database: they carry the trace that the request came with.</summary>
    private sealed class QueryCounter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _subscriptions = [];
        private ActivityTraceId _trace;
        private int _queries;

        public QueryCounter() => _subscriptions.Add(DiagnosticListener.AllListeners.Subscribe(this));

        public async Task<(PageSeen Page, int Queries)> GetAsync(Browser browser, string path)
        {
            (_trace, _queries) = (ActivityTraceId.CreateRandom(), 0);
            browser.Http.DefaultRequestHeaders.Remove("traceparent");
            browser.Http.DefaultRequestHeaders.Add("traceparent", $"00-{_trace}-{ActivitySpanId.CreateRandom()}-01");
            var page = await browser.GetAsync(path);
            return (page, _queries);
        }

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
            {
                _subscriptions.Add(value.Subscribe(this));
            }
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key == RelationalEventId.CommandExecuted.Name && System.Diagnostics.Activity.Current?.TraceId == _trace)
            {
                Interlocked.Increment(ref _queries);
            }
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _subscriptions.ForEach(s => s.Dispose());
    }
}
