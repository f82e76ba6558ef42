using System.Text.Encodings.Web;
using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.Liquid;

internal static class Showing
{
    extension(Machine machine)
    {
        /// <summary>A value as a template writes it: nil as nothing, a list as its items in a row, an object as JSON.</summary>
        public string Shown(Value value, int at) => value.Kind switch
        {
            ValueKind.Undefined or ValueKind.Null => "",
            ValueKind.Array => machine.Joined(value, "", at),
            ValueKind.Object => JsonText.Write(machine, value, JavaScriptEncoder.Default, at),
            _ => value.PrimitiveText(),
        };

        public string Joined(Value list, string separator, int at) => machine.Joined(list, separator, at, 1);

        private string Joined(Value list, string separator, int at, int depth)
        {
            machine.CheckDepth(depth, at);
            var text = new BoundedText(machine);
            for (var i = 0; i < list.Count; i++)
            {
                machine.Step(at);
                text.Append(i == 0 ? "" : separator, at);
                var item = machine.Item(list, i, at);
                text.Append(item.Kind == ValueKind.Array ? machine.Joined(item, "", at, depth + 1) : machine.Shown(item, at), at);
            }

            return text.ToString();
        }
    }
}
