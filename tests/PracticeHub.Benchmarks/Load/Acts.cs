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

    /// <summary>Posts a form; {n} in a field stands for a number that was never posted before.</summary>
    public static Act Write(Form form, IReadOnlyDictionary<string, string> fields) => async ct =>
    {
        var number = Interlocked.Increment(ref _written).ToString(CultureInfo.InvariantCulture);
        var answer = await form.PostAsync(fields.Select(f => KeyValuePair.Create(f.Key, f.Value.Replace("{n}", number, StringComparison.Ordinal))), ct);
        return answer.IsAccepted ? null : $"POST answered {answer}";
    };
}
