using System.Text;

namespace PracticeHub.Kernel.Expressions.Core;

/// <summary>Text that is being written, within the machine's limits.</summary>
internal sealed class BoundedText(Machine machine)
{
    private readonly StringBuilder text = new();

    public void Append(string part, int at) => Append(part.AsSpan(), at);

    public void Append(ReadOnlySpan<char> part, int at)
    {
        machine.CheckLength((long)text.Length + part.Length, at);
        machine.Work(part.Length, at);
        text.Append(part);
    }

    public override string ToString() => text.ToString();
}
