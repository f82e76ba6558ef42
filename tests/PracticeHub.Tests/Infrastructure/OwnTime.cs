using System.Diagnostics;
using System.Runtime.InteropServices;

namespace PracticeHub.Tests.Infrastructure;

/// <summary>How long a thread itself has worked, whatever else the machine is busy with.</summary>
internal static class OwnTime
{
    private const int ThreadCpuTime = 3;

    public static TimeSpan Of(Action work)
    {
        var started = Now();
        work();
        return Now() - started;
    }

    // Where the system does not say, the time on the wall has to do.
    private static TimeSpan Now() => OperatingSystem.IsLinux() && Read(ThreadCpuTime, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromMicroseconds(time.Nanoseconds / 1000)
        : Stopwatch.GetElapsedTime(0);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Read(int clock, out Moment time);

    private struct Moment
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
