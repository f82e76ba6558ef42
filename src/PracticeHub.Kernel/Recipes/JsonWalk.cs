using System.Text.Json;
using System.Text.Json.Nodes;

namespace PracticeHub.Kernel.Recipes;

/// <summary>Reads JSON from a stream value by value, so that a long list is never in memory at once, and knows at which line it is.</summary>
/// <remarks>All of its methods throw a <see cref="JsonException"/> when this is no JSON.</remarks>
/// <param name="offset">Where in its file the stream begins, in bytes.</param>
internal sealed class JsonWalk(Stream stream, string source, int line = 1, long offset = 0) : IDisposable
{
    private const int Deepest = 256;
    private const int FirstSize = 1 << 16;
    private static readonly JsonReaderOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest };
    private static readonly JsonDocumentOptions Values = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = Deepest, AllowDuplicateProperties = false };

    private JsonReaderState _state = new(Lenient);
    private byte[] _buffer = new byte[FirstSize];
    private int _start;
    private int _end;
    private bool _isEnd;
    private long _before = offset;
    private int _line = line;

    /// <summary>The line of the token or value that was read last, counted from 1.</summary>
    public int Line { get; private set; } = line;

    /// <summary>Where in the file it began, in bytes.</summary>
    public long Offset { get; private set; }

    /// <summary>What comes next, and stays where it is; None at the end.</summary>
    public JsonTokenType Peek()
    {
        while (true)
        {
            var reader = Reader();
            if (reader.Read() || _isEnd)
            {
                return reader.TokenType;
            }

            PassOver(reader);
            Fill();
        }
    }

    /// <summary>Reads the next token.</summary>
    /// <returns>The name of a property; null for all else.</returns>
    public string? Step()
    {
        Peek();
        var reader = Reader();
        reader.Read();
        PassOver(reader, (int)reader.TokenStartIndex);
        return reader.TokenType is JsonTokenType.PropertyName ? reader.GetString() : null;
    }

    /// <summary>Reads the name of the next property of an object of which the others have been read.</summary>
    /// <exception cref="RecipeException">It has one of this name already.</exception>
    public string Property(JsonObject map)
    {
        var name = Step()!;
        return map.ContainsKey(name) ? throw Twice(name) : name;
    }

    public RecipeException Twice(string name) => new($"{source}, line {Line}: {name} stands twice in the same place.") { IsPlaced = true };

    /// <summary>Reads the next value, whole.</summary>
    /// <param name="most">One with more bytes is only passed over.</param>
    /// <returns>How many bytes it has.</returns>
    public long Value(out JsonNode? value, long most = long.MaxValue)
    {
        while (true)
        {
            var reader = Reader();
            var isThere = reader.Read();
            if (isThere && IsWhole(ref reader, out var from))
            {
                PassOver(reader, from);
                var text = _buffer.AsSpan((_start - (int)reader.BytesConsumed + from).._start);
                value = Parse(text);
                return text.Length;
            }

            if (!isThere)
            {
                PassOver(reader);
            }

            if (_end - _start > most)
            {
                value = null;
                return Skip();
            }

            Fill();
        }
    }

    /// <summary>Passes over the next value without ever holding all of it.</summary>
    /// <returns>How many bytes it has.</returns>
    public long Skip()
    {
        var open = Peek() is JsonTokenType.StartObject or JsonTokenType.StartArray ? 1 : 0;
        Step();
        var (began, line) = (Offset, Line);
        while (open > 0)
        {
            var reader = Reader();
            while (open > 0 && reader.Read())
            {
                open += reader.TokenType switch
                {
                    JsonTokenType.StartObject or JsonTokenType.StartArray => 1,
                    JsonTokenType.EndObject or JsonTokenType.EndArray => -1,
                    _ => 0,
                };
            }

            PassOver(reader);
            if (open > 0)
            {
                Fill();
            }
        }

        (Offset, Line) = (began, line);
        return _before - began;
    }

    public void Dispose() => stream.Dispose();

    private Utf8JsonReader Reader() => new(_buffer.AsSpan(_start, _end - _start), _isEnd, _state);

    private static bool IsWhole(ref Utf8JsonReader reader, out int from)
    {
        from = (int)reader.TokenStartIndex;
        return reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray) || reader.TrySkip();
    }

    private JsonNode? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonNode.Parse(text, documentOptions: Values);
        }
        catch (JsonException broken)
        {
            throw new JsonException(broken.Message, broken.Path, broken.LineNumber + Line - 1, broken.BytePositionInLine);
        }
    }

    /// <summary>Goes on behind what the reader has read.</summary>
    /// <param name="from">Where in it the token or value began; null when there is only space so far.</param>
    private void PassOver(in Utf8JsonReader reader, int? from = null)
    {
        var read = (int)reader.BytesConsumed;
        if (from is { } began)
        {
            Offset = _before + began;
            Line = _line + LinesIn(_start, began);
        }

        _line += LinesIn(_start, read);
        (_state, _start, _before) = (reader.CurrentState, _start + read, _before + read);
    }

    private int LinesIn(int start, int count) => _buffer.AsSpan(start, count).Count((byte)'\n');

    private void Fill()
    {
        if (_isEnd)
        {
            throw new JsonException("The file ends too early.");
        }

        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        (_start, _end) = (0, _end - _start);
        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, _buffer.Length * 2);
        }

        var isFirst = _before == 0 && _end == 0;
        var read = stream.ReadAtLeast(_buffer.AsSpan(_end), _buffer.Length - _end, throwOnEndOfStream: false);
        (_end, _isEnd) = (_end + read, read == 0);
        if (isFirst && _buffer.AsSpan(0, _end).StartsWith("\uFEFF"u8))
        {
            (_start, _before) = (3, 3);
        }
    }
}
