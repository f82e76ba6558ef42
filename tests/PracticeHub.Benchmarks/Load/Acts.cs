using System.Globalization;
using System.Net;

namespace PracticeHub.Benchmarks.Load;

/// <summary>What visitors do again and again.</summary>
internal static class Acts
{
    private static int _written;

    /// <summary>Reads these pages in turn.</summary>
    public static Act Read(Visitor visitor, IReadOnlyList<string> addresses)
    {
        var next = 0;
        return async ct =>
        {
            var address = addresses[next++ % addresses.Count];
            var answer = await visitor.GetAsync(address, ct);
            return answer.Status == HttpStatusCode.OK ? null : $"GET {address} answered {answer}";
        };
    }

    /// <summary>Posts a form, each time with a text that was never posted before.</summary>
    public static Act Write(Form form, IReadOnlyDictionary<string, string> fields) => async ct =>
    {
        var answer = await form.PostAsync([.. fields, new("Markdown", NextText())], ct);
        return answer.IsAccepted ? null : $"POST answered {answer}";
    };

    private static string NextText() => string.Create(CultureInfo.InvariantCulture, $"""
        Looked into the nightly job again, run {Interlocked.Increment(ref _written)}. It waits for a lock that the export holds.

        - moved the export to **03:30**
        - added the `lock_timeout` that we agreed on
        - next: see whether the [runbook](https://example.org/runbook) needs a line about it
        """);
}
