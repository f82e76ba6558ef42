using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Localization;
using PracticeHub.Kernel.Content;
using PracticeHub.Kernel.Fields;

namespace PracticeHub.Contents.Features.Parts;

/// <summary>Edits a part that is more than one text and its fields. The form shows it by the partial <c>_Edit{Part}</c>, whose model is the edited part.</summary>
public abstract class PartEditor
{
    /// <summary>The part's name in definitions.</summary>
    public abstract string Part { get; }

    /// <summary>Puts what was typed into the part. What the form does not know stays.</summary>
    /// <param name="value">The part's own object in the item.</param>
    public abstract Task ReadAsync(ContentItem item, JsonObject value, PartForm form, CancellationToken ct);
}

/// <summary>What was typed for one part.</summary>
/// <param name="key">Begins the names of its inputs.</param>
public sealed class PartForm(IFormCollection form, string key, List<(string Name, FieldFault Fault, string Label)> faults, IStringLocalizer<Startup> words)
{
    public bool Has(string name) => form.ContainsKey($"{key}.{name}");

    public string Text(string name) => form[$"{key}.{name}"].ToString().Trim();

    /// <summary>Says at an input what is wrong with it.</summary>
    /// <param name="label">What the input is called: English, the localizer's key.</param>
    public void Refuse(string name, string label, string message, params object[] arguments) => faults.Add(($"{key}.{name}", new(message, arguments), words[label].Value));

    /// <summary>Puts a text into the part, or takes it out where nothing was typed.</summary>
    public void Put(JsonObject value, string name)
    {
        if (!Has(name))
        {
            return;
        }

        if (Text(name) is { Length: > 0 } typed)
        {
            value[name] = typed;
        }
        else
        {
            value.Remove(name);
        }
    }
}
