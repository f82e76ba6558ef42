using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Import;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Kernel.Text;
using PracticeHub.WorkLogs.Features.Log;

namespace PracticeHub.WorkLogs.Importing;

/// <summary>A folder of Markdown notes becomes work logs: folders are topics, dates come from <c>dates.tsv</c> beside them.</summary>
public sealed class NotesImporter(ImportBatch batch, TermWriter terms, MarkdownRenderer renderer) : IImporter
{
    private const string RootTitle = "Notes";
    private static readonly string[] AboutTheFolder = ["README.md", "CONTRIBUTING.md", "LICENSE.md", "CODE_OF_CONDUCT.md"];

    private readonly HashSet<string> _topics = [];

    public string Name => "notes";

    public string Description => "A folder of Markdown notes as work logs; the folder of a note is its topic, dates.tsv tells when it was written.";

    public async Task<ImportReport> ImportAsync(ImportRequest request, TextWriter progress, CancellationToken ct)
    {
        if (!Directory.Exists(request.Path))
        {
            throw new ImportException($"{request.Path} is not a folder.");
        }

        var report = new ImportReport();
        var dates = await Note.ReadDatesAsync(Path.Combine(request.Path, "dates.tsv"), ct);
        var files = Directory.EnumerateFiles(request.Path, "*.md", new EnumerationOptions { RecurseSubdirectories = true, MatchCasing = MatchCasing.CaseInsensitive })
            .Select(file => Path.GetRelativePath(request.Path, file).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part.StartsWith('.')))
            .Order(StringComparer.Ordinal).ToList();
        foreach (var path in files)
        {
            await TakeAsync(request, path, dates, report, ct);
        }

        await batch.FlushAsync(ct);
        await progress.WriteLineAsync($"{files.Count} files read.");
        return report;
    }

    private async Task TakeAsync(ImportRequest request, string path, Dictionary<string, DateTimeOffset> dates, ImportReport report, CancellationToken ct)
    {
        if (AboutTheFolder.Contains(path, StringComparer.OrdinalIgnoreCase))
        {
            report.Skip(path, "It is about the folder, not a note.");
            return;
        }

        var text = await File.ReadAllTextAsync(Path.Combine(request.Path, path), ct);
        if (Note.Read(path, text) is not { } note)
        {
            report.Skip(path, "It has no heading of the first level.");
        }
        else if (note.Markdown.Length > LogComposer.MaxLength)
        {
            report.Skip(path, "It is longer than 100,000 characters.");
        }
        else
        {
            var topic = await TopicAsync(note.Folder, ct);
            var at = dates.TryGetValue(path, out var date) ? date : (DateTimeOffset?)null;
            if (at is null && dates.Count > 0)
            {
                report.Note(path, "dates.tsv does not name it; it is dated now.");
            }

            await PutAsync(request, note, text, topic, at, report, ct);
        }
    }

    private Task PutAsync(ImportRequest request, Note note, string text, string topic, DateTimeOffset? at, ImportReport report, CancellationToken ct)
    {
        var source = $"{Path.GetFileName(request.Path.TrimEnd('/', '\\'))}/{note.Path}";
        var imported = new ImportedItem(StableId.From($"notes:{source}"), "WorkLog", source, text, at);
        return batch.PutAsync(imported, request.By, item =>
        {
            item.DisplayText = renderer.ToPlainText(note.Title, maxLength: 300);
            item.Put(new TitlePart(item.DisplayText));
            item.Put(new MarkdownBodyPart(note.Markdown));
            if (!item.Has<SharingPart>())
            {
                item.Put(request.Sharing);
            }

            // What curators added since stays.
            item.Put(TopicsPart.Of(item.Get<TopicsPart>().TermIds.Append(topic)));
        }, report, ct);
    }

    /// <summary>The topic of a folder, below one for all imported notes.</summary>
    private async Task<string> TopicAsync(string folder, CancellationToken ct)
    {
        var rootId = StableId.From("topic:notes");
        var id = folder.Length == 0 ? rootId : StableId.From($"topic:notes/{folder}");
        if (_topics.Add(id))
        {
            var root = await terms.EnsureAsync(rootId, RootTitle, null, ct);
            await terms.EnsureAsync(id, folder, id == rootId ? null : root, ct);
        }

        return id;
    }
}
