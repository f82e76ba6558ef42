using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PracticeHub.Kernel.Activity;

namespace PracticeHub.Kernel.Recipes.Exports;

/// <summary>Writes one sort of thing as steps of a recipe. A module seam: contribute one with <c>hub.AddService&lt;IExport, T&gt;()</c>.</summary>
public interface IExport
{
    /// <summary>What one asks for on the command line: <c>content</c>, <c>roles</c> …</summary>
    string Name { get; }

    /// <summary>What people read; English, the localizer's key.</summary>
    string Label { get; }

    /// <summary>Steps run in this order: definitions before items, features before everything.</summary>
    int Order { get; }

    Task WriteAsync(ExportRun run, CancellationToken ct);
}

/// <summary>What is to be exported.</summary>
/// <param name="Parts">Names of <see cref="IExport"/>; null for all.</param>
/// <param name="Types">Content types; null for all.</param>
/// <param name="Items">Ids of content items; null for all.</param>
public sealed record ExportChoice(IReadOnlySet<string>? Parts = null, IReadOnlySet<string>? Types = null, IReadOnlySet<string>? Items = null);

/// <summary>A recipe on its way out. Steps are written as they come, so that memory stays flat.</summary>
public sealed class ExportRun(Utf8JsonWriter json, ExportChoice choice)
{
    private readonly List<(string Path, Func<Stream> Open)> _files = [];
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public ExportChoice Choice => choice;

    /// <summary>What was written, in words and numbers.</summary>
    public IReadOnlyDictionary<string, int> Counts => _counts;

    /// <summary>The same for the audit trail.</summary>
    public IEnumerable<HubChange> Changes => _counts.Select(count => new HubChange(count.Key, null, count.Value.ToString(CultureInfo.InvariantCulture)));

    internal IReadOnlyList<(string Path, Func<Stream> Open)> Files => _files;

    public void Count(string what, int by = 1) => _counts[what] = _counts.GetValueOrDefault(what) + by;

    public void Step(JsonObject step) => step.WriteTo(json);

    /// <summary>A step that carries a list, whose values write themselves.</summary>
    public async Task StepAsync(string name, string list, IAsyncEnumerable<Action<Utf8JsonWriter>> items)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteStartArray(list);
        await foreach (var write in items)
        {
            write(json);
            if (json.BytesPending > 1 << 16)
            {
                await json.FlushAsync();
            }
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync();
    }

    /// <summary>A file to put beside the recipe; opened when its turn comes.</summary>
    public void File(string path, Func<Stream> open) => _files.Add((path, open));
}
