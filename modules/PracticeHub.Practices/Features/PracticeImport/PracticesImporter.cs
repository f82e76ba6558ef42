using System.Text;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Import;
using PracticeHub.Kernel.Text;
using PracticeHub.Practices.Features.Practices;

namespace PracticeHub.Practices.Features.PracticeImport;

/// <summary>
/// <c>import practices</c>: a folder of Markdown with front matter. The practices enter unreviewed; those whose last review
/// is too long ago are shown as due.
/// </summary>
internal sealed class PracticesImporter(HubDb db, ImportBatch batch, ImportTopics topics, MarkdownRenderer markdown, TimeProvider clock) : IImporter
{
    private const long LargestFile = 1_000_000;
    private const int SummaryLength = 280;

    public string Name => "practices";

    public string Description => "A folder of Markdown files with front matter: title, last_reviewed_on, review_in.";

    public async Task<ImportReport> ImportAsync(ImportRequest request, TextWriter progress, CancellationToken ct)
    {
        var report = new ImportReport();
        var (root, files) = await ReadAsync(request.Path, report, ct);
        var addresses = await AddressesAsync(root, files, ct);
        var terms = await topics.ForAsync(files.Select(f => f.Folder).Where(f => f.Length > 0), ct);
        var links = new PracticeLinks(addresses);
        foreach (var file in files)
        {
            var imported = new ImportedItem(IdOf(root, file), PracticePart.ContentType, file.Source, file.Raw, file.Verification.LastReviewedUtc);
            var text = links.Rewrite(file, file.Text, (line, url) =>
                report.Note($"{file.Source}:{file.TextLine + line}", $"Links to {url}, which is not among the files."));
            await batch.PutAsync(imported, request.By, item => Fill(item, file, text, request, terms.GetValueOrDefault(file.Folder), addresses[file.Key]), report, ct);
        }

        await progress.WriteLineAsync($"{files.Count} files read".AsMemory(), ct);
        await batch.FlushAsync(ct);
        return report;
    }

    private void Fill(ContentItem item, PracticeFile file, string text, ImportRequest request, string? termId, string address)
    {
        item.DisplayText = file.Title;
        item.Put(new TitlePart(file.Title));
        item.Put(new AutoroutePart(address));
        item.Put(item.Get<PracticePart>() with { What = text, Summary = SummaryOf(text), OwnerId = item.Owner });
        item.Put(file.Verification);
        item.Put(request.Sharing);
        item.Put(TopicsPart.Of(termId is null ? [] : [termId]));
    }

    /// <summary>The first paragraph that is no heading, list, table or quote.</summary>
    private string SummaryOf(string text)
    {
        var paragraphs = text.Split("\n\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var first = Array.Find(paragraphs, p => char.IsLetter(p[0]) || p[0] is '[' or '*' or '_') ?? "";
        // Links by reference have their addresses elsewhere in the text.
        var references = string.Join('\n', text.Split('\n').Where(line => line.TrimStart().StartsWith('[') && line.Contains("]:", StringComparison.Ordinal)));
        return markdown.ToPlainText($"{first}\n\n{references}", SummaryLength);
    }

    private async Task<(string Root, List<PracticeFile> Files)> ReadAsync(string path, ImportReport report, CancellationToken ct)
    {
        var root = Directory.Exists(path) ? path : Path.GetDirectoryName(path)!;
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };
        var paths = Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", options).Order(StringComparer.Ordinal) : Enumerable.Repeat(path, 1);
        var files = new List<PracticeFile>();
        foreach (var file in paths)
        {
            var source = Path.GetRelativePath(root, file).Replace('\\', '/');
            if (await TextOfAsync(file, source, report, ct) is not { } text)
            {
                continue;
            }

            var practice = PracticeFile.Read(source, text, clock.GetUtcNow(), report);
            if (practice.Text.Length == 0)
            {
                report.Skip(source, "There is no text in it.");
            }
            else if (files.Exists(f => f.Key == practice.Key))
            {
                report.Skip(source, "Another file has the same name before its ending.");
            }
            else
            {
                files.Add(practice);
            }
        }

        return (root, files);
    }

    private static async Task<string?> TextOfAsync(string file, string source, ImportReport report, CancellationToken ct)
    {
        if (!PracticeFile.IsPractice(source))
        {
            report.Skip(source, "It is not a Markdown file.");
            return null;
        }

        if (new FileInfo(file).Length > LargestFile)
        {
            report.Skip(source, "It is larger than a megabyte.");
            return null;
        }

        try
        {
            var text = await File.ReadAllTextAsync(file, new UTF8Encoding(false, throwOnInvalidBytes: true), ct);
            return text.Replace("\0", "", StringComparison.Ordinal);
        }
        catch (DecoderFallbackException)
        {
            throw new ImportException($"{source}: This is not UTF-8 text.");
        }
    }

    /// <summary>Where each practice stands: where it stood after an earlier run, otherwise at a free address made from its file's name.</summary>
    private async Task<Dictionary<string, string>> AddressesAsync(string root, List<PracticeFile> files, CancellationToken ct)
    {
        var ids = files.ConvertAll(f => IdOf(root, f));
        var wished = files.SelectMany(Wishes).Distinct().ToList();
        var taken = await db.Cards.Where(c => ids.Contains(c.ItemId) || wished.Contains(c.Path)).Select(c => new { c.ItemId, c.Path }).ToListAsync(ct);
        var (own, used) = (taken.ToDictionary(c => c.ItemId, c => c.Path), taken.Select(c => c.Path).ToHashSet(StringComparer.Ordinal));
        var addresses = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in files)
        {
            var address = own.GetValueOrDefault(IdOf(root, file)) ?? Wishes(file).First(w => used.Add(w));
            addresses[file.Key] = address;
        }

        return addresses;
    }

    private static IEnumerable<string> Wishes(PracticeFile file)
    {
        var (name, whole) = (Slug.From(file.Name), Slug.From(file.Key.Replace('/', ' ')));
        var first = name is "write" or "page" ? whole + "-practice" : name;
        return [$"practices/{first}", $"practices/{whole}", $"practices/{whole}-{StableId.From(file.Key)[..8]}"];
    }

    private static string IdOf(string root, PracticeFile file) => StableId.From($"practices:{Path.GetFileName(root.TrimEnd('/', '\\'))}/{file.Key}");
}
