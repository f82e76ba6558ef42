using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PracticeHub.Kernel;
using PracticeHub.Kernel.Workflows;

namespace PracticeHub.Workflows.Features.WorkflowEditing;

/// <summary>Reads a workflow type out of what somebody brings: the type by itself, or the one in a recipe.</summary>
public static partial class ImportedType
{
    public const int MostCharacters = 500_000;
    public static readonly Refusal TooLong = new("too-long", "Keep it under {0} characters.", MostCharacters);
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <param name="newId">For a type that has none.</param>
    public static (WorkflowType? Type, Refusal? Refusal) Read(string? json, string newId)
    {
        if (json is not { Length: <= MostCharacters })
        {
            return (null, json is null ? new("no-json", "Choose a file, or paste the JSON of a workflow.") : TooLong);
        }

        try
        {
            var found = TypesIn(JsonNode.Parse(json, documentOptions: Strict) as JsonObject).ToList();
            return found is [var document] ? Check(document, newId)
                : (null, found.Count == 0 ? new("no-type", "There is no workflow in it: neither Activities nor a step WorkflowType.") : new("several", "There are {0} workflows in it. Send it as a recipe, or paste one of them.", found.Count));
        }
        catch (JsonException wrong)
        {
            return (null, new("no-json", "It cannot be read: something is wrong in line {0}, at place {1}.", (wrong.LineNumber ?? 0) + 1, (wrong.BytePositionInLine ?? 0) + 1));
        }
        catch (FormatException wrong)
        {
            return (null, new("no-workflow", "It is no workflow: {0}", wrong.Message));
        }
    }

    private static IEnumerable<JsonObject> TypesIn(JsonObject? document) => document switch
    {
        { } type when type["Activities"] is JsonArray => [type],
        { } recipe when recipe["steps"] is JsonArray steps => steps.OfType<JsonObject>().Where(step => step["name"] is JsonValue name && name.ToString() == "WorkflowType")
            .SelectMany(step => step["data"] as JsonArray ?? []).OfType<JsonObject>(),
        _ => [],
    };

    private static (WorkflowType? Type, Refusal? Refusal) Check(JsonObject document, string newId)
    {
        document["WorkflowTypeId"] ??= newId;
        var type = new WorkflowType(document, 0);
        return !Id().IsMatch(type.Id) ? (null, new("no-id", "Its WorkflowTypeId has more than {0} characters, or others than letters and digits.", Ids.Length))
            : type.Activities.Count() > FlowDraft.MostActivities ? (null, new("too-many", "A workflow has at most {0} activities.", FlowDraft.MostActivities))
            : (type, null);
    }

    [GeneratedRegex("^[0-9A-Za-z]{1,26}$")]
    private static partial Regex Id();
}
