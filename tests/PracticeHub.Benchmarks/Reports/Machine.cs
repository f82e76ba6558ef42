using System.Runtime.InteropServices;

namespace PracticeHub.Benchmarks.Reports;

/// <summary>What the numbers were measured on.</summary>
internal static class Machine
{
    public static string Describe() => string.Join(", ",
    [
        $"{Environment.ProcessorCount} cores{Prefixed(" of ", ValueIn("/proc/cpuinfo", "model name", ':'))}",
        $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (1024.0 * 1024 * 1024):N0} GB memory",
        ValueIn("/etc/os-release", "PRETTY_NAME", '=') ?? RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
    ]);

    private static string Prefixed(string prefix, string? value) => value is null ? "" : prefix + value;

    private static string? ValueIn(string file, string key, char separator) => File.Exists(file)
        ? File.ReadLines(file)
            .Where(line => line.StartsWith(key, StringComparison.Ordinal))
            .Select(line => line[(line.IndexOf(separator, StringComparison.Ordinal) + 1)..].Trim(' ', '"'))
            .FirstOrDefault()
        : null;
}
