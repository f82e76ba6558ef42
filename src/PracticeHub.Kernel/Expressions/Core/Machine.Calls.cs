using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Expressions.Core;

internal sealed partial class Machine
{
    public Value Call(string name, Value[] arguments, int at)
    {
        var function = Scope.FindFunction(name) ?? throw Fail($"The function `{name}` is not known here.", at);
        var nodes = Nodes(arguments, at);
        return Guarded(() => function(nodes), at);
    }

    public Value Filter(Func<JsonNode?, IReadOnlyList<JsonNode?>, JsonNode?> filter, Value input, Value[] arguments, int at)
    {
        var (node, nodes) = (ToNode(input, at), Nodes(arguments, at));
        return Guarded(() => filter(node, nodes), at);
    }

    private JsonNode?[] Nodes(Value[] arguments, int at) => Array.ConvertAll(arguments, value => ToNode(value, at));

    private Value Guarded(Func<JsonNode?> call, int at)
    {
        JsonNode? result;
        try
        {
            result = call();
        }
        catch (Exception exception) when (exception
            is ArgumentException or FormatException or InvalidOperationException or IOException)
        {
            throw Fail(exception.Message, at, exception);
        }

        return Read(result, at);
    }
}
