using System.Text.Json;

namespace PracticeHub.Benchmarks;

/// <summary>What a hub's own <c>bench workflows</c> has found out.</summary>
/// <param name="Commands">Commands to the database in a second in which nothing happens.</param>
/// <param name="DatabaseMs">How long they took together.</param>
/// <param name="CpuMs">What the hub's process took of its cores meanwhile.</param>
/// <param name="FindP50">Milliseconds in which an event finds and wakes its instance among all that wait.</param>
/// <param name="Passing">Instances a second, started and finished at once.</param>
/// <param name="Asking">Instances a second, started, halted at a wait, woken by an event and finished.</param>
internal sealed record EngineResult(double Commands, double DatabaseMs, double CpuMs, double FindP50, double FindP99, double Passing, double Asking)
{
    /// <summary>Reads the JSON line among whatever else is printed.</summary>
    public static EngineResult Read(string output) =>
        output.Split('\n').LastOrDefault(line => line.StartsWith('{')) is { } line && JsonSerializer.Deserialize<EngineResult>(line, JsonSerializerOptions.Web) is { } result
            ? result
            : throw new InvalidOperationException($"The engine was not measured:\n{output}");
}
