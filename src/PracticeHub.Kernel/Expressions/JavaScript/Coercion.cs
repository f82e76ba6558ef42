using PracticeHub.Kernel.Expressions.Core;

namespace PracticeHub.Kernel.Expressions.JavaScript;

/// <summary>How JavaScript turns one kind of value into another, and compares across kinds.</summary>
internal static class Coercion
{
    extension(Machine machine)
    {
        public string TextOf(Value value, int at) =>
            value.Kind == ValueKind.Array ? machine.Join(value, ",", at) : value.PrimitiveText();

        public double Number(Value value, int at) => value.Kind switch
        {
            ValueKind.Number => value.Number,
            ValueKind.Boolean => value.Boolean ? 1 : 0,
            ValueKind.Null => 0,
            ValueKind.Undefined or ValueKind.Object => double.NaN,
            _ => machine.Parsed(machine.TextOf(value, at), at),
        };

        public Value Add(Value left, Value right, int at)
        {
            var (a, b) = (machine.Primitive(left, at), machine.Primitive(right, at));
            if (a.Kind != ValueKind.Text && b.Kind != ValueKind.Text)
            {
                return Value.Of(machine.Number(a, at) + machine.Number(b, at));
            }

            var (start, end) = (a.PrimitiveText(), b.PrimitiveText());
            machine.CheckLength((long)start.Length + end.Length, at);
            return machine.Text(start + end, at);
        }

        public bool Compare(string sign, Value left, Value right, int at)
        {
            var (a, b) = (machine.Primitive(left, at), machine.Primitive(right, at));
            if (a.Kind == ValueKind.Text && b.Kind == ValueKind.Text)
            {
                machine.Work(Math.Min(a.Text.Length, b.Text.Length), at);
                return Holds(sign, string.CompareOrdinal(a.Text, b.Text), 0);
            }

            return Holds(sign, machine.Number(a, at), machine.Number(b, at));
        }

        public bool StrictlyEqual(Value left, Value right, int at)
        {
            if (left.Kind != right.Kind)
            {
                return false;
            }

            switch (left.Kind)
            {
                case ValueKind.Number or ValueKind.Boolean:
                    return left.Number == right.Number;
                case ValueKind.Text:
                    machine.Work(Math.Min(left.Text.Length, right.Text.Length), at);
                    return left.Text == right.Text;
                default:
                    return ReferenceEquals(left.Reference, right.Reference);
            }
        }

        public bool LooselyEqual(Value left, Value right, int at)
        {
            if (left.Kind == right.Kind || left.IsNullish || right.IsNullish)
            {
                return (left.IsNullish && right.IsNullish) || machine.StrictlyEqual(left, right, at);
            }

            var (a, b) = (machine.Primitive(left, at), machine.Primitive(right, at));
            return a.Kind == b.Kind
                ? machine.StrictlyEqual(a, b, at)
                : machine.Number(a, at) == machine.Number(b, at);
        }

        public string Join(Value array, string separator, int at) => machine.Join(array, separator, at, 1);

        private string Join(Value array, string separator, int at, int depth)
        {
            machine.CheckDepth(depth, at);
            var text = new BoundedText(machine);
            for (var i = 0; i < array.Count; i++)
            {
                machine.Step(at);
                text.Append(i == 0 ? "" : separator, at);
                var item = machine.Item(array, i, at);
                text.Append(item.Kind == ValueKind.Array ? machine.Join(item, ",", at, depth + 1) : item.IsNullish ? "" : item.PrimitiveText(), at);
            }

            return text.ToString();
        }

        private Value Primitive(Value value, int at) =>
            value.Kind is ValueKind.Array or ValueKind.Object ? Value.Of(machine.TextOf(value, at)) : value;

        private double Parsed(string text, int at)
        {
            machine.Work(text.Length, at);
            return NumberText.Parse(text);
        }
    }

    private static bool Holds(string sign, double left, double right) => sign switch
    {
        "<" => left < right,
        ">" => left > right,
        "<=" => left <= right,
        _ => left >= right,
    };
}
