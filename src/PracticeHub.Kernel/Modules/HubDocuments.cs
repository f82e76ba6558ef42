using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using PracticeHub.Kernel.Data;

namespace PracticeHub.Kernel.Modules;

/// <summary>Reading and writing the hub's own documents; whoever writes calls <see cref="Hub.ReloadAsync"/> after the save.</summary>
public static class HubDocuments
{
    extension(HubDb db)
    {
        public async Task PutDocumentAsync(string kind, string name, JsonObject body, CancellationToken ct)
        {
            if (await db.Set<HubDocument>().FindAsync([kind, name], ct) is { } existing)
            {
                existing.Body = body.ToJsonString();
                return;
            }

            db.Add(new HubDocument { Kind = kind, Name = name, Body = body.ToJsonString() });
        }

        /// <summary>Changes the given properties of a section of settings and keeps the others.</summary>
        public async Task MergeSettingsAsync(string section, JsonObject changes, CancellationToken ct)
        {
            var all = await db.ReadDocumentAsync(HubDocument.Setting, section, ct) ?? [];
            foreach (var (name, value) in changes)
            {
                all[name] = value?.DeepClone();
            }

            await db.PutDocumentAsync(HubDocument.Setting, section, all, ct);
        }

        public async Task<JsonObject?> ReadDocumentAsync(string kind, string name, CancellationToken ct) =>
            (await db.Set<HubDocument>().FindAsync([kind, name], ct))?.Read();

        /// <summary>The name under which a document is stored that may be spelled with other capitals; the given one when there is none.</summary>
        internal async Task<string> DocumentNameAsync(string kind, string name, CancellationToken ct)
        {
            if (await db.Set<HubDocument>().FindAsync([kind, name], ct) is not null)
            {
                return name;
            }

            var names = await db.Set<HubDocument>().Where(d => d.Kind == kind).Select(d => d.Name).ToListAsync(ct);
            return names.Concat(db.Set<HubDocument>().Local.Where(d => d.Kind == kind).Select(d => d.Name))
                .FirstOrDefault(other => string.Equals(other, name, StringComparison.OrdinalIgnoreCase)) ?? name;
        }

        public async Task RemoveDocumentAsync(string kind, string name, CancellationToken ct)
        {
            if (await db.Set<HubDocument>().FindAsync([kind, name], ct) is { } existing)
            {
                db.Remove(existing);
            }
        }
    }
}
