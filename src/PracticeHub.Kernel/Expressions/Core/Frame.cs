namespace PracticeHub.Kernel.Expressions.Core;

/// <summary>The variables that a source declares itself, block by block.</summary>
internal sealed class Frame(Frame? parent)
{
    private readonly Dictionary<string, Value> variables = new(StringComparer.Ordinal);

    public Frame? Parent { get; } = parent;

    public Frame Root => Parent?.Root ?? this;

    public bool Has(string name) => variables.ContainsKey(name);

    public void Set(string name, Value value) => variables[name] = value;

    public bool TryGet(string name, out Value value) =>
        variables.TryGetValue(name, out value) || (Parent?.TryGet(name, out value) ?? false);
}
