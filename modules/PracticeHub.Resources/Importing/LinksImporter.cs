using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Import;
using PracticeHub.Kernel.Taxonomies;
using PracticeHub.Kernel.Text;

namespace PracticeHub.Resources.Importing;

/// <summary>A Markdown list of links becomes resources; its headings are topics.</summary>
public sealed class LinksImporter(HubDb db, ImportBatch batch, TermWriter terms) : IImporter
{
    public string Name => "links";

    public string Description => "A Markdown list of annotated links as resources; its headings are topics, **[$]** marks what costs money.";

    public async Task<ImportReport> ImportAsync(ImportRequest request, TextWriter progress, CancellationToken ct)
    {
        if (!File.Exists(request.Path))
        {
            throw new ImportException($"{request.Path} is not a file.");
        }

        var file = Path.GetFileName(request.Path);
        var list = LinkList.Parse(await File.ReadAllTextAsync(request.Path, ct));
        var report = new ImportReport();
        foreach (var odd in list.Odd)
        {
            report.Skip($"{file}:{odd.Line}", odd.Reason);
        }

        var root = list.Title.Length > 0 ? list.Title : Path.GetFileNameWithoutExtension(file);
        foreach (var same in list.Links.GroupBy(link => WebAddress.Parse(link.Url)!.Normalised))
        {
            await TakeAsync(request, file, root, same.Key, [.. same], report, ct);
        }

        await batch.FlushAsync(ct);
        await progress.WriteLineAsync($"{list.Links.Count} links read.");
        return report;
    }

    private async Task TakeAsync(ImportRequest request, string file, string root, string address, List<ListedLink> same, ImportReport report, CancellationToken ct)
    {
        var first = same[0];
        var id = StableId.From($"links:{file}:{address}");
        if (await db.Cards.Published.OfKind("Resource").Where(c => c.Url == address && c.ItemId != id).Select(c => c.Path).FirstOrDefaultAsync(ct) is { } path)
        {
            report.Skip($"{file}:{first.Line}", $"It is in the hub already: /{path}.");
            return;
        }

        foreach (var again in same.Skip(1))
        {
            report.Note($"{file}:{again.Line}", $"“{again.Title}” has the address of line {first.Line} and was merged with it.");
        }

        var topics = new List<string>();
        foreach (var link in same)
        {
            topics.Add(await TopicAsync(file, root, link.Headings, ct));
        }

        var content = string.Join('\n', same.Select(l => $"{l.Title}\t{l.Url}\t{l.Note}\t{l.IsPaid}\t{string.Join('/', l.Headings)}"));
        var imported = new ImportedItem(id, "Resource", $"{file}:{first.Line}", content, null);
        await batch.PutAsync(imported, request.By, item =>
        {
            item.DisplayText = Excerpt.Of(first.Title, 300);
            item.Put(new TitlePart(item.DisplayText));
            item.Put(new ResourcePart(first.Url, item.Get<ResourcePart>().Kind, same.Exists(l => l.IsPaid), same.Select(l => l.Note).FirstOrDefault(n => n.Length > 0) ?? ""));
            if (!item.Has<SharingPart>())
            {
                item.Put(request.Sharing);
            }

            // What curators added since stays.
            item.Put(TopicsPart.Of(item.Get<TopicsPart>().TermIds.Concat(topics)));
        }, report, ct);
    }

    /// <summary>The topic of a heading, below those around it, below one for the whole list.</summary>
    private async Task<string> TopicAsync(string file, string root, IReadOnlyList<string> headings, CancellationToken ct)
    {
        var path = $"topic:links/{file}";
        Term? term = null;
        var id = "";
        foreach (var title in headings.Prepend(root))
        {
            path += id.Length == 0 ? "" : "/" + title;
            id = StableId.From(path);
            term = await terms.EnsureAsync(id, Excerpt.Of(title, TermWriter.MaxTitle - 1), term, ct);
        }

        return id;
    }
}
