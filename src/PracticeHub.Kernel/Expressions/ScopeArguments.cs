using System.Text.Json.Nodes;
using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions;

/// <summary>Reads the arguments of a scope function: what is missing or null is empty, and a wrong kind is refused.</summary>
public static class ScopeArguments
{
    extension(IReadOnlyList<JsonNode?> arguments)
    {
        public JsonNode? Node(int index) => index < arguments.Count ? arguments[index] : null;

        /// <summary>Text as it is; numbers and booleans as JavaScript writes them; "" for null.</summary>
        public string Text(int index) => arguments.Node(index) switch
        {
            null => "",
            JsonValue value => JsonReading.Primitive(value) switch
            {
                { Kind: ValueKind.Null } => "",
                var primitive => primitive.PrimitiveText(),
            },
            _ => throw new ArgumentException($"Text is expected as argument {index + 1}."),
        };

        /// <summary>A finite number, or null where nothing was given.</summary>
        public double? Number(int index)
        {
            var text = arguments.Text(index);
            return text.Length == 0 ? null
                : NumberText.Parse(text) is var number && double.IsFinite(number) ? number
                : throw new ArgumentException($"A number is expected as argument {index + 1}.");
        }
    }
}
