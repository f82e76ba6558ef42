using System.Text.Json.Nodes;
using PracticeHub.Kernel.Recipes;
using PracticeHub.Tests.Infrastructure;
using PracticeHub.Tests.Recipes;

namespace PracticeHub.Tests.Contents;

/// <summary>Types and items that a test needs, brought in as a recipe does.</summary>
internal static class Shapes
{
    /// <summary>A type that people write, with these parts beside its title and address, and a field of its own that is needed.</summary>
    public static Task<RecipeReport> TypeAsync(this TestHub hub, string name, params string[] parts) => hub.RunAsync(JsonNode.Parse($$"""
        { "name": "Shape", "steps": [ { "name": "ContentDefinition",
          "ContentTypes": [ { "Name": "{{name}}", "DisplayName": "{{name}}", "Settings": { "ContentTypeSettings": { "Creatable": true, "Listable": true, "Draftable": true } }, "ContentTypePartDefinitionRecords": [
            {{string.Join(", ", parts.Prepend("AutoroutePart").Prepend("TitlePart").Append(name).Select(part => $$"""{ "PartName": "{{part}}", "Name": "{{part}}", "Settings": {} }"""))}} ] } ],
          "ContentParts": [ { "Name": "{{name}}", "Settings": {}, "ContentPartFieldDefinitionRecords": [
            { "FieldName": "TextField", "Name": "Reason", "Settings": { "ContentPartFieldSettings": { "DisplayName": "Reason" }, "TextFieldSettings": { "Required": true } } } ] } ] } ] }
        """)!.AsObject());

    /// <summary>Items as a recipe brings them; whoever they name no owner of belong to who runs it.</summary>
    public static Task<RecipeReport> BringAsync(this TestHub hub, params string[] items) => hub.RunAsync(JsonNode.Parse($$"""
        { "name": "Items", "steps": [ { "name": "content", "data": [ {{string.Join(",\n", items)}} ] } ] }
        """)!.AsObject());

    public static Task<RecipeReport> StepAsync(this TestHub hub, string step) => hub.RunAsync(JsonNode.Parse($$"""{ "name": "Step", "steps": [ {{step}} ] }""")!.AsObject());
}
