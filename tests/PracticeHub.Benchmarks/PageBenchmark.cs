using PracticeHub.Benchmarks.Load;
using PracticeHub.Benchmarks.Servers;

namespace PracticeHub.Benchmarks;

/// <summary>One page of one hub under load, by strangers or by members, for one turn.</summary>
internal sealed class PageBenchmark(Plan plan)
{
    public Task<Measurement> ReadAsync(Func<Visitor> visit, string address, CancellationToken ct) =>
        RunAsync(visit, visitor => Task.FromResult(Acts.Read(visitor, [address])), ct);

    /// <summary>Measures sites beside each other, each in as many turns as the plan has; null for what nobody could measure.</summary>
    public async Task<List<Measurement?>> TakeTurnsAsync(IReadOnlyList<Func<Task<Measurement?>>> sites)
    {
        var turns = sites.Select(_ => new List<Measurement>()).ToList();
        for (var turn = 0; turn < plan.Turns; turn++)
        {
            for (var site = 0; site < sites.Count; site++)
            {
                if (await sites[site]() is { } measured)
                {
                    turns[site].Add(measured);
                }
            }
        }

        return turns.ConvertAll(own => own.Count == 0 ? null : Measurement.Of(own));
    }

    /// <summary>Lets a site that was just started compile its hot paths, so that the first page is not judged cold.</summary>
    public Task WarmAsync(Func<Visitor> visit, IReadOnlyList<string> addresses, CancellationToken ct) =>
        RunAsync(visit, visitor => Task.FromResult(Acts.Read(visitor, addresses)), plan.WarmUp * 4, TimeSpan.Zero, ct);

    /// <summary>Null where the page asks strangers to sign in.</summary>
    public async Task<Measurement?> ReadAnonymouslyAsync(Hub hub, Page page, CancellationToken ct)
    {
        using var stranger = hub.Visit(signedIn: false);
        var answer = await stranger.GetAsync(page.Url, ct);
        return answer.AsksToSignIn ? null : await ReadAsync(() => hub.Visit(signedIn: false), page.Url, ct);
    }

    public async Task<Measurement?> ReadSignedInAsync(Hub hub, Page page, CancellationToken ct) =>
        await ReadAsync(() => hub.Visit(signedIn: true), page.Url, ct);

    /// <summary>Where there are several forms of one name, each visitor has their own: nobody waits for another, or is refused for them.</summary>
    public async Task<Measurement?> WriteAsync(Hub hub, Page page, CancellationToken ct)
    {
        var (forms, next) = (hub.Pages.Where(other => other.Name == page.Name).ToList(), 0);
        return await RunAsync(() => hub.Visit(signedIn: true), visitor => PrepareAsync(visitor, forms[next++ % forms.Count]), ct);

        async Task<Act> PrepareAsync(Visitor visitor, Page form) => Acts.Write(await Form.OpenAsync(visitor, form.Form!, form.Url, ct), form.Fields ?? []);
    }

    private Task<Measurement> RunAsync(Func<Visitor> visit, Func<Visitor, Task<Act>> prepare, CancellationToken ct) =>
        RunAsync(visit, prepare, plan.WarmUp / plan.Turns, plan.Duration / plan.Turns, ct);

    private async Task<Measurement> RunAsync(
        Func<Visitor> visit, Func<Visitor, Task<Act>> prepare, TimeSpan warmUp, TimeSpan duration, CancellationToken ct)
    {
        Visitor[] visitors = [.. Enumerable.Range(0, plan.Connections).Select(_ => visit())];
        try
        {
            var acts = await Task.WhenAll(visitors.Select(prepare));
            return await LoadRun.RunAsync(acts, warmUp, duration, ct);
        }
        finally
        {
            Array.ForEach(visitors, visitor => visitor.Dispose());
        }
    }
}
