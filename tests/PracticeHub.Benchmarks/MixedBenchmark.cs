using PracticeHub.Benchmarks.Load;
using PracticeHub.Benchmarks.Servers;

namespace PracticeHub.Benchmarks;

/// <summary>Members who write and members who read at the same time, for as long as a stall needs to show.</summary>
internal sealed class MixedBenchmark(Plan plan)
{
    private const int Writers = 8;
    private const int Readers = 8;

    public async Task<MixedResult> RunAsync(Hub hub, CancellationToken ct)
    {
        Visitor[] visitors = [.. Enumerable.Range(0, Writers + Readers).Select(_ => hub.Visit(signedIn: true))];
        try
        {
            var form = hub.Pages.First(page => page.IsForm);
            var writers = await Task.WhenAll(visitors.Take(Writers).Select(async visitor =>
                Acts.Write(await Form.OpenAsync(visitor, form.Form!, form.Url, ct), form.Fields ?? [])));
            var readers = visitors.Skip(Writers).Select(visitor => Acts.Read(visitor, hub.Reading)).ToList();

            var measured = await LoadRun.RunAsync([writers, readers], plan.WarmUp, plan.MixedDuration, ct);
            return new(hub.Items, measured[0], measured[1]);
        }
        finally
        {
            Array.ForEach(visitors, visitor => visitor.Dispose());
        }
    }
}
