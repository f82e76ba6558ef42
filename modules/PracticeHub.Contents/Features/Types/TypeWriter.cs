using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Data;
using PracticeHub.Kernel.Definitions;
using PracticeHub.Kernel.Fields;
using PracticeHub.Kernel.Modules;

namespace PracticeHub.Contents.Features.Types;

/// <summary>Changes content types and their parts and fields. What it does not know in a definition stays. The caller saves.</summary>
public sealed partial class TypeWriter(HubDb db, CurrentHub hub)
{
    private const string TypeSettings = "ContentTypeSettings";
    private const string PartSettings = "ContentTypePartSettings";
    private const string FieldSettings = "ContentPartFieldSettings";

    /// <summary>The parts that one may put into a type here.</summary>
    public static IReadOnlyList<string> Parts { get; } =
        ["TitlePart", "MarkdownBodyPart", "HtmlBodyPart", "AutoroutePart", "AliasPart", "ListPart", "BagPart", "FlowPart", "WidgetsListPart", "SharingPart", "TopicsPart", "SeoMetaPart", "PublishLaterPart", "ArchiveLaterPart", "LocalizationPart", "AuditTrailPart"];

    private ContentDefinitions Definitions => hub.State.Definitions;

    public async Task<Refusal?> CreateAsync(string? name, string? displayName, CancellationToken ct)
    {
        if (Named(name) is { } refusal)
        {
            return refusal;
        }

        if (Definitions.Type(name!) is not null)
        {
            return new("type-exists", "There is a content type named {0} already.", name!);
        }

        await db.PutDocumentAsync(HubDocument.ContentType, name!, new()
        {
            ["Name"] = name, ["DisplayName"] = string.IsNullOrWhiteSpace(displayName) ? name : displayName.Trim(),
            ["Settings"] = new JsonObject { [TypeSettings] = new JsonObject { ["Creatable"] = true, ["Listable"] = true, ["Draftable"] = true, ["Versionable"] = true } },
            [TypeDefinition.PartRecords] = new JsonArray(Part("TitlePart"), Part("AutoroutePart"), Part(name!)),
        }, ct);
        await db.PutDocumentAsync(HubDocument.ContentPart, name!, NewPart(name!), ct);
        return null;
    }

    public Task SaveAsync(TypeDefinition type, string? displayName, string? description, string? stereotype, bool isCreatable, bool isListable, CancellationToken ct)
    {
        var document = type.Document.DeepClone().AsObject();
        document["DisplayName"] = string.IsNullOrWhiteSpace(displayName) ? type.Name : displayName.Trim();
        var settings = Child(Child(document, "Settings"), TypeSettings);
        (settings["Description"], settings["Creatable"], settings["Listable"]) = (description?.Trim() ?? "", isCreatable, isListable);
        if (string.IsNullOrEmpty(stereotype))
        {
            settings.Remove("Stereotype");
        }
        else
        {
            settings["Stereotype"] = stereotype;
        }

        return PutAsync(document, ct);
    }

    public async Task<Refusal?> AddPartAsync(TypeDefinition type, string? part, CancellationToken ct)
    {
        if (part is null || (!Parts.Contains(part) && Definitions.Part(part) is null))
        {
            return new("unknown-part", "There is no such part.");
        }

        if (type.Has(part))
        {
            return new("part-exists", "{0} has this part already.", type.DisplayName);
        }

        var document = type.Document.DeepClone().AsObject();
        Records(document, TypeDefinition.PartRecords).Add(Part(part));
        await PutAsync(document, ct);
        return null;
    }

    public Task RemovePartAsync(TypeDefinition type, string key, CancellationToken ct)
    {
        var document = type.Document.DeepClone().AsObject();
        var records = Records(document, TypeDefinition.PartRecords);
        records.Remove(records.FirstOrDefault(r => r?["Name"]?.ToString() == key));
        return PutAsync(document, ct);
    }

    /// <summary>Moves a part or, with its name, a field one place up or down; all get their places as numbers.</summary>
    public async Task MoveAsync(TypeDefinition type, string key, string? field, int by, CancellationToken ct)
    {
        var part = type.Parts.First(p => p.Key == key);
        var owner = (field is null ? type.Document : Definitions.Part(part.PartName)!.Document).DeepClone().AsObject();
        var records = Records(owner, field is null ? TypeDefinition.PartRecords : PartDefinition.FieldRecords);
        var order = field is null ? type.Parts.OrderBy(p => p.Rank).Select(p => p.Key).ToList() : Definitions.Part(part.PartName)!.Fields.OrderBy(f => f.Rank).Select(f => f.Key).ToList();
        var at = order.IndexOf(field ?? key);
        var to = Math.Clamp(at + by, 0, order.Count - 1);
        order.RemoveAt(at);
        order.Insert(to, field ?? key);
        foreach (var record in records.OfType<JsonObject>())
        {
            var section = Child(Child(record, "Settings"), field is null ? PartSettings : FieldSettings);
            section["Position"] = order.IndexOf(record["Name"]!.ToString()).ToString(CultureInfo.InvariantCulture);
        }

        await db.PutDocumentAsync(field is null ? HubDocument.ContentType : HubDocument.ContentPart, field is null ? type.Name : part.PartName, owner, ct);
    }

    /// <summary>Adds a field to the part that bears the type's own name, which is made where it is missing.</summary>
    public async Task<Refusal?> AddFieldAsync(TypeDefinition type, string? kind, string? name, string? label, CancellationToken ct)
    {
        if (Named(name) is { } refusal)
        {
            return refusal;
        }

        if (!hub.All<FieldType>().Any(k => k.Name == kind))
        {
            return new("unknown-field", "There is no such kind of field.");
        }

        var document = Definitions.Part(type.Name)?.Document.DeepClone().AsObject() ?? NewPart(type.Name);
        var records = Records(document, PartDefinition.FieldRecords);
        if (records.Any(r => string.Equals(r?["Name"]?.ToString(), name, StringComparison.OrdinalIgnoreCase)))
        {
            return new("field-exists", "There is a field named {0} already.", name!);
        }

        records.Add(new JsonObject
        {
            ["FieldName"] = kind, ["Name"] = name,
            ["Settings"] = new JsonObject { [FieldSettings] = new JsonObject { ["DisplayName"] = string.IsNullOrWhiteSpace(label) ? name : label.Trim(), ["Position"] = records.Count.ToString(CultureInfo.InvariantCulture) } },
        });
        await db.PutDocumentAsync(HubDocument.ContentPart, type.Name, document, ct);
        if (!type.Has(type.Name))
        {
            var owner = type.Document.DeepClone().AsObject();
            Records(owner, TypeDefinition.PartRecords).Add(Part(type.Name));
            await PutAsync(owner, ct);
        }

        return null;
    }

    public async Task<Refusal?> SaveFieldAsync(string part, string name, IReadOnlyList<Setting> asked, IFormCollection form, CancellationToken ct)
    {
        var document = Definitions.Part(part)!.Document.DeepClone().AsObject();
        var record = Records(document, PartDefinition.FieldRecords).OfType<JsonObject>().First(r => r["Name"]?.ToString() == name);
        var refusal = Take(asked, record["FieldName"]?.ToString(), name, Child(record, "Settings"), form);
        return refusal ?? await SavedAsync(() => db.PutDocumentAsync(HubDocument.ContentPart, part, document, ct));
    }

    public async Task<Refusal?> SavePartAsync(TypeDefinition type, string key, IReadOnlyList<Setting> asked, IFormCollection form, CancellationToken ct)
    {
        var document = type.Document.DeepClone().AsObject();
        var record = Records(document, TypeDefinition.PartRecords).OfType<JsonObject>().First(r => (r["Name"] ?? r["PartName"])?.ToString() == key);
        var refusal = Take(asked, record["PartName"]?.ToString(), key, Child(record, "Settings"), form);
        return refusal ?? await SavedAsync(() => PutAsync(document, ct));
    }

    public Task RemoveFieldAsync(string part, string name, CancellationToken ct)
    {
        var document = Definitions.Part(part)!.Document.DeepClone().AsObject();
        var records = Records(document, PartDefinition.FieldRecords);
        records.Remove(records.FirstOrDefault(r => r?["Name"]?.ToString() == name));
        return db.PutDocumentAsync(HubDocument.ContentPart, part, document, ct);
    }

    private Task PutAsync(JsonObject document, CancellationToken ct) => db.PutDocumentAsync(HubDocument.ContentType, document["Name"]!.ToString(), document, ct);

    /// <summary>Puts what was typed into the settings of a part or field: what has a control, and the others of its kind as JSON.</summary>
    private static Refusal? Take(IReadOnlyList<Setting> asked, string? kind, string name, JsonObject settings, IFormCollection form)
    {
        if (!TryRead(form["More"], out var more))
        {
            return new("bad-settings", "The further settings of {0} are not a JSON object.", name);
        }

        var own = kind + "Settings";
        if (form.ContainsKey("More"))
        {
            // What has a control stays, for it is not in the JSON; what is not, was taken out there.
            foreach (var setting in asked.Where(s => s.Section == own && (settings[own] as JsonObject)?.ContainsKey(s.Name) is true))
            {
                more[setting.Name] = settings[own]![setting.Name]?.DeepClone();
            }

            settings[own] = more;
        }

        return asked.Select(setting => setting.Read(form, settings)).FirstOrDefault(refusal => refusal is not null);
    }

    private static async Task<Refusal?> SavedAsync(Func<Task> save)
    {
        await save();
        return null;
    }

    private static bool TryRead(string? json, out JsonObject read)
    {
        read = [];
        try
        {
            read = string.IsNullOrWhiteSpace(json) ? [] : JsonNode.Parse(json) as JsonObject ?? throw new JsonException();
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static Refusal? Named(string? name) => name is not null && Name().IsMatch(name) ? null
        : new("bad-name", "A name begins with a letter and holds only letters and digits, at most 60: it stands in data and never changes.");

    private static JsonObject Part(string name) => new() { ["PartName"] = name, ["Name"] = name, ["Settings"] = new JsonObject() };

    private static JsonObject NewPart(string name) => new() { ["Name"] = name, ["Settings"] = new JsonObject(), [PartDefinition.FieldRecords] = new JsonArray() };

    private static JsonArray Records(JsonObject document, string name)
    {
        document[name] ??= new JsonArray();
        return (JsonArray)document[name]!;
    }

    private static JsonObject Child(JsonObject document, string name)
    {
        document[name] ??= new JsonObject();
        return (JsonObject)document[name]!;
    }

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9]{0,59}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();
}
