using System.Text;
using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace PracticeHub.Tests.Content;

/// <summary>Any JSON at all: every kind of value, any depth that people meet, any Unicode.</summary>
internal static class AnyDocument
{
    private static readonly Gen<Rune> Runes = Gen.OneOf(
        Gen.Choose(0, 0x7f), Gen.Choose(0x80, 0xd7ff), Gen.Choose(0xe000, 0x10ffff),
        Gen.Elements(0, 0x200f, 0x2028, 0xfeff, 0xfffd, 0xffff, 0x1f469, 0x200d)).Select(code => new Rune(code));

    public static readonly Gen<string> Text = Runes.ListOf().Select(runes => string.Concat(runes));

    private static readonly Gen<JsonNode?> Leaf = Gen.OneOf(
        Text.Select(JsonNode? (text) => JsonValue.Create(text)),
        ArbMap.Default.GeneratorFor<long>().Select(JsonNode? (number) => JsonValue.Create(number)),
        ArbMap.Default.GeneratorFor<decimal>().Select(JsonNode? (number) => JsonValue.Create(number)),
        Gen.Elements("1e400", "-0.0", "1.50", "123456789012345678901234567890", "1E-7").Select(number => JsonNode.Parse(number)),
        Gen.Elements(true, false).Select(JsonNode? (flag) => JsonValue.Create(flag)),
        Gen.Constant<JsonNode?>(null));

    public static Gen<JsonNode?> Node(int depth) => depth == 0 ? Leaf : Gen.OneOf(
        Leaf,
        Object(depth - 1).Select(JsonNode? (map) => map),
        Node(depth - 1).ListOf().Select(JsonNode? (list) => new JsonArray([.. list.Take(5).Select(n => n?.DeepClone())])));

    public static Gen<JsonObject> Object(int depth) => Text.Zip(Node(depth)).ListOf().Select(pairs =>
    {
        var map = new JsonObject();
        foreach (var (name, value) in pairs.Take(6))
        {
            map[name] = value?.DeepClone();
        }

        return map;
    });
}
