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

    /// <summary>Visitor, member, leader and administrator see different pages, and different things on the same.</summary>
    private static readonly string[] Readers = ["", "Freya", "Nadia", "Maren"];

    [Fact]
    public async Task No_page_asks_more_than_three_times()
    {
        await using var demo = await hub.FreshAsync("Development");
        await demo.SettleAsync();
        foreach (var reader in Readers)
        {
            await WalkAsync(demo, reader);
        }
    }

    private static async Task WalkAsync(TestHub demo, string reader)
    {
        using var counter = new QueryCounter();
        using var browser = demo.Visitor();
        if (reader.Length > 0)
        {
            await StepInAsync(browser, reader);
        }

        var way = new Way(demo);
        var (seen, tooMany) = (0, new List<string>());
        while (way.Next() is { } path)
        {
            var (page, queries) = await counter.GetAsync(browser, path);
            Assert.True(page.Status < HttpStatusCode.InternalServerError, $"{path} answered {page.Status}.");
            if (page.Status is HttpStatusCode.OK)
            {
                seen++;
                tooMany.AddRange(queries > Budget ? [$"{path}: {queries}"] : []);
                way.Add(LinksOn(page));
            }
        }

        Assert.True(seen > (reader.Length == 0 ? 10 : 25), $"{reader} saw {seen} pages.");
        Assert.True(tooMany.Count == 0, $"{reader}\n{string.Join('\n', tooMany)}");
    }

    private static async Task StepInAsync(Browser browser, string name)
    {
        var page = await browser.GetAsync("/sign-in");
        var button = page.Document.QuerySelectorAll("button[name=userId]").First(b => b.TextContent.Contains(name, StringComparison.Ordinal));
        await browser.SubmitAsync(page, "form:has(button[name=userId])", ("userId", button.GetAttribute("value")));
    }

    private static IEnumerable<string> LinksOn(PageSeen page) => page.Document.QuerySelectorAll("a[href]").Select(a => a.GetAttribute("href")!)
        .Where(href => href.StartsWith('/') && !href.StartsWith("//", StringComparison.Ordinal)).Select(href => href.Split('#')[0]);

    /// <summary>The addresses still to be read; two of each kind of page are enough.</summary>
    private sealed class Way(TestHub hub)
    {
        private readonly Queue<string> _addresses = new(["/"]);
        private readonly HashSet<string> _known = ["/"];
        private readonly Dictionary<string, int> _kinds = [];
        private readonly HashSet<string> _words = [.. hub.Services.GetServices<EndpointDataSource>().SelectMany(s => s.Endpoints).OfType<RouteEndpoint>()
            .SelectMany(e => (e.RoutePattern.RawText ?? "").Split('/')).Where(word => !word.Contains('{', StringComparison.Ordinal))];

        public string? Next() => _addresses.TryDequeue(out var address) ? address : null;

        public void Add(IEnumerable<string> links)
        {
            foreach (var link in links.Where(_known.Add))
            {
                var kind = KindOf(link);
                if ((_kinds[kind] = _kinds.GetValueOrDefault(kind) + 1) <= 2)
                {
                    _addresses.Enqueue(link);
                }
            }
        }

        /// <summary>The address with a star for what differs from item to item.</summary>
        private string KindOf(string link)
        {
            var (path, query) = (link.Split('?')[0], link.Split('?').ElementAtOrDefault(1) ?? "");
            return string.Join('/', path.Split('/').Select(s => _words.Contains(s) ? s : "*")) + "?" + string.Join('&', query.Split('&').Select(p => p.Split('=')[0]));
        }
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
