using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

internal sealed class Output(Machine machine, bool escapeHtml)
{
    private readonly BoundedText text = new(machine);

    public void Render(IReadOnlyList<Part> parts)
    {
        foreach (var part in parts)
        {
            machine.Step(part.At);
            part.Render(machine, this);
        }
    }

    public void WritePlain(string plain, int at) => text.Append(plain, at);

    public void Write(Value value, bool isEscaped, int at)
    {
        var written = machine.Shown(value, at);
        text.Append(escapeHtml && !isEscaped ? Html.Escape(machine, written, at) : written, at);
    }

    public override string ToString() => text.ToString();
}
